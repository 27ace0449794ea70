package org.liftlock.migration.assessment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time of a line of a log, as it is written there, whatever its zone. Stateless and thread-safe. */
final class LogTime {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int LATEST_START = 120;

    /** ISO 8601 as log4j, logback, Python and JSON have it, and Go's form with slashes. */
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)");
    /** Of web servers: 21/Nov/2026:19:08:41. */
    private static final Pattern WEB = Pattern.compile("(\\d\\d)/([A-Za-z]{3})/(\\d{4}):(\\d\\d):(\\d\\d):(\\d\\d)");
    /** Of syslog (RFC 3164), without a year. */
    private static final Pattern SYSLOG =
            Pattern.compile("^(?:<\\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d)");
    /** Seconds or milliseconds since 1970 in a JSON field. */
    private static final Pattern EPOCH =
            Pattern.compile("\"(?:ts|t|time|timestamp)\"\\s*:\\s*(\\d{10})(?:\\.\\d+|(\\d{3}))?[,}\\s]");

    private LogTime() {}

    /**
     * Finds the time of a line.
     *
     * @param line its beginning
     * @param written when the file was last written to, which tells the year where the line does not
     * @return the time, if the line has one
     */
    static Optional<LocalDateTime> in(String line, Instant written) {
        try {
            Matcher syslog = SYSLOG.matcher(line);
            if (syslog.find() && month(syslog.group(1)) > 0) {
                return Optional.of(withYear(syslog, LocalDateTime.ofInstant(written, ZoneOffset.UTC)));
            }
            boolean json = line.startsWith("{");
            Matcher iso = ISO.matcher(line);
            if (iso.find() && (json || iso.start() < LATEST_START)) {
                return Optional.of(LocalDateTime.of(
                        number(iso, 1),
                        number(iso, 2),
                        number(iso, 3),
                        number(iso, 4),
                        number(iso, 5),
                        number(iso, 6)));
            }
            Matcher web = WEB.matcher(line);
            if (web.find() && month(web.group(2)) > 0) {
                return Optional.of(LocalDateTime.of(
                        number(web, 3),
                        month(web.group(2)),
                        number(web, 1),
                        number(web, 4),
                        number(web, 5),
                        number(web, 6)));
            }
            Matcher epoch = EPOCH.matcher(line);
            if (json && epoch.find()) {
                return Optional.of(LocalDateTime.ofEpochSecond(Long.parseLong(epoch.group(1)), 0, ZoneOffset.UTC));
            }
        } catch (DateTimeException e) {
            // Digits that look like a time and are none.
        }
        return Optional.empty();
    }

    private static LocalDateTime withYear(Matcher syslog, LocalDateTime written) {
        int month = month(syslog.group(1));
        int day = number(syslog, 2);
        int year = written.getYear();
        // A leap day belongs to the latest leap year.
        while (month == 2 && day == 29 && !Year.isLeap(year)) {
            year--;
        }
        LocalDateTime time =
                LocalDateTime.of(year, month, day, number(syslog, 3), number(syslog, 4), number(syslog, 5));
        // Two days of grace for zones and files that were copied at once.
        return time.isAfter(written.plusDays(2)) ? time.minusYears(1) : time;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int month(String name) {
        int place = MONTHS.indexOf(name.toLowerCase(Locale.ROOT));
        return place >= 0 && place % 3 == 0 ? place / 3 + 1 : 0;
    }
}
