package org.liftlock.migration.report;

import java.time.Duration;
import java.util.Locale;

/** Writes figures for people, the same everywhere. Stateless and thread-safe. */
public final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /**
     * A number with its thousands apart.
     *
     * @param number any
     * @return for instance {@code 1,234,567}
     */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * A number with what it counts.
     *
     * @param number how many
     * @param one the word for one
     * @param many the word for any other number
     * @return for instance {@code 3 rows}
     */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /**
     * A size in decimal units.
     *
     * @param bytes how many
     * @return for instance {@code 3.4 MB}
     */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || value >= 99.95;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    /**
     * A duration, as precise as a reader cares for.
     *
     * @param duration not negative
     * @return for instance {@code 340 ms}, {@code 5.2 s}, {@code 3 min 20 s}, {@code 2 h 5 min}
     */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /**
     * How many rows went by in a second.
     *
     * @param rows how many in all
     * @param duration in which time
     * @return for instance {@code 120,000/s}, or the empty string where the time was too short to tell
     */
    public static String rate(long rows, Duration duration) {
        long millis = duration.toMillis();
        return millis < 10 || rows == 0 ? "" : count(Math.round(rows * 1000.0 / millis)) + "/s";
    }
}
