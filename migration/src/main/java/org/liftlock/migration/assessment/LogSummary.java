package org.liftlock.migration.assessment;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an application's logs tell about locks.
 *
 * @param files how many files were read
 * @param lines how many lines they have
 * @param skipped files that were not read, with the reason
 * @param events how many events there are of each kind
 * @param untimed how many of them have no time
 * @param hours the events that have one, by the hour, as the logs write it
 * @param first the first of them, or null
 * @param last the last of them, or null
 */
public record LogSummary(
        int files,
        long lines,
        List<Skipped> skipped,
        Map<LogEvent, Long> events,
        long untimed,
        SortedMap<LocalDateTime, Long> hours,
        @Nullable LocalDateTime first,
        @Nullable LocalDateTime last) {

    /**
     * A file that was left out.
     *
     * @param file which
     * @param reason why
     */
    public record Skipped(Path file, String reason) {}

    public LogSummary {
        skipped = List.copyOf(skipped);
        events = Map.copyOf(events);
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    }

    /**
     * Events of all kinds.
     *
     * @return the sum
     */
    public long total() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How many events of a kind there are.
     *
     * @param event the kind
     * @return the number
     */
    public long count(LogEvent event) {
        return events.getOrDefault(event, 0L);
    }

    /**
     * On how many days there are events.
     *
     * @return the number of days, of events that have a time
     */
    public long days() {
        return hours.keySet().stream()
                .map(LocalDateTime::toLocalDate)
                .distinct()
                .count();
    }
}
