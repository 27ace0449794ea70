package org.liftlock.migration.report;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.liftlock.migration.assessment.LogSummary;

/**
 * Events over time, by hours, days or months so that few bars show all.
 *
 * @param bars in the order of time, without gaps
 * @param leftOut events before the first bar
 */
public record EventBars(List<Bar> bars, long leftOut) {

    private static final int MOST = 24;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:00");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM");

    /**
     * The events of a stretch of time.
     *
     * @param label the hour, day or month
     * @param events how many
     */
    public record Bar(String label, long events) {}

    public EventBars {
        bars = List.copyOf(bars);
    }

    /**
     * Sums events up.
     *
     * @param logs what logs tell
     * @return the bars, none if no event has a time
     */
    public static EventBars of(LogSummary logs) {
        if (logs.hours().isEmpty()) {
            return new EventBars(List.of(), 0);
        }
        LocalDateTime from = logs.hours().firstKey();
        LocalDateTime to = logs.hours().lastKey();
        ChronoUnit unit = ChronoUnit.HOURS.between(from, to) < MOST
                ? ChronoUnit.HOURS
                : ChronoUnit.DAYS.between(from, to) < MOST ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
        SortedMap<LocalDateTime, Long> sums = new TreeMap<>();
        logs.hours().forEach((hour, events) -> sums.merge(begin(hour, unit), events, Long::sum));
        LocalDateTime last = begin(to, unit);
        LocalDateTime first = begin(from, unit);
        if (unit.between(first, last) >= MOST) {
            first = last.minus(MOST - 1, unit);
        }
        List<Bar> bars = new ArrayList<>();
        long shown = 0;
        for (LocalDateTime time = first; !time.isAfter(last); time = time.plus(1, unit)) {
            long events = sums.getOrDefault(time, 0L);
            shown += events;
            bars.add(new Bar(format(unit).format(time), events));
        }
        long all = sums.values().stream().mapToLong(Long::longValue).sum();
        return new EventBars(bars, all - shown);
    }

    private static LocalDateTime begin(LocalDateTime hour, ChronoUnit unit) {
        return switch (unit) {
            case HOURS -> hour;
            case DAYS -> hour.truncatedTo(ChronoUnit.DAYS);
            default -> hour.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
    }

    private static DateTimeFormatter format(ChronoUnit unit) {
        return switch (unit) {
            case HOURS -> HOUR;
            case DAYS -> DAY;
            default -> MONTH;
        };
    }

    /**
     * The longest bar.
     *
     * @return events, at least 1
     */
    public long highest() {
        return Math.max(1, bars.stream().mapToLong(Bar::events).max().orElse(1));
    }
}
