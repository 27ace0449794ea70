package org.liftlock.migration.assessment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts events in lines of logs. A stack trace repeats the message of its cause, so that lines which go on a record count
 * as one event with it. Holds a bounded part of a line, however long it is. Not thread-safe.
 */
final class LogLines {

    private static final int LONGEST_PART = 16 * 1024;
    /** More than the longest thing that is searched for. */
    private static final int OVERLAP = 64;

    private static final int HEAD = 400;
    private static final Pattern GOES_ON = Pattern.compile(
            "\\s|at |Caused by|Suppressed:|Traceback|\\.\\.\\. |[A-Za-z_$][\\w.$]*(?:Exception|Error)\\b");

    private final Map<LogEvent, Long> events = new EnumMap<>(LogEvent.class);
    private final SortedMap<LocalDateTime, Long> hours = new TreeMap<>();
    private long lines;
    private long untimed;
    private @Nullable LocalDateTime first;
    private @Nullable LocalDateTime last;

    private final byte[] part = new byte[LONGEST_PART];
    private int used;
    private boolean begun;
    private @Nullable LogEvent found;
    private String head = "";
    private String foundIn = "";

    private Instant written = Instant.EPOCH;
    private String record = "";
    private boolean recordCounted;

    /** Begins a file that was last written to at some time. */
    void beginFile(Instant lastWritten) {
        written = lastWritten;
        record = "";
        recordCounted = false;
    }

    void endFile() {
        if (used > 0 || begun) {
            endLine();
        }
    }

    void add(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                endLine();
                start = i + 1;
            }
        }
        append(bytes, start, length);
    }

    private void append(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to) {
            int some = Math.min(part.length - used, to - next);
            System.arraycopy(bytes, next, part, used, some);
            used += some;
            next += some;
            if (used == part.length) {
                search();
                System.arraycopy(part, used - OVERLAP, part, 0, OVERLAP);
                used = OVERLAP;
            }
        }
    }

    private void search() {
        if (!begun) {
            head = text(Math.min(used, HEAD));
            begun = true;
        }
        if (found == null && mayHold()) {
            String whole = text(used);
            Optional<LogEvent> event = LogEvent.in(whole);
            if (event.isPresent()) {
                found = event.get();
                foundIn = whole;
            }
        }
    }

    private String text(int length) {
        return new String(part, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** All that is searched for has one of two words in it, and most lines have neither. */
    private boolean mayHold() {
        for (int i = 0; i + 3 < used; i++) {
            int letter = part[i] | 0x20;
            if (letter == 'l') {
                if ((part[i + 1] | 0x20) == 'o' && (part[i + 2] | 0x20) == 'c' && (part[i + 3] | 0x20) == 'k') {
                    return true;
                }
            } else if (letter == 'b'
                    && (part[i + 1] | 0x20) == 'u'
                    && (part[i + 2] | 0x20) == 's'
                    && (part[i + 3] | 0x20) == 'y') {
                return true;
            }
        }
        return false;
    }

    private void endLine() {
        search();
        lines++;
        boolean goesOn = !record.isEmpty() && GOES_ON.matcher(head).lookingAt();
        if (!goesOn) {
            record = head;
            recordCounted = false;
        }
        LogEvent event = found;
        if (event != null && !(goesOn && recordCounted)) {
            recordCounted = true;
            count(event, goesOn ? record : head, goesOn ? "" : foundIn);
        }
        used = 0;
        begun = false;
        found = null;
        head = "";
        foundIn = "";
    }

    private void count(LogEvent event, String lineHead, String whole) {
        events.merge(event, 1L, Long::sum);
        LocalDateTime time = LogTime.in(lineHead, written)
                .or(() -> lineHead.startsWith("{") ? LogTime.in(whole, written) : Optional.empty())
                .orElse(null);
        if (time == null) {
            untimed++;
            return;
        }
        hours.merge(time.truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    LogSummary summary(int files, List<LogSummary.Skipped> skipped) {
        return new LogSummary(files, lines, skipped, events, untimed, hours, first, last);
    }
}
