package org.liftlock.migration.profile;

/**
 * What numbers look like that count time, each in its own unit: the whole numbers that fall between 1990 and 2100. Only
 * {@link #APPLE_SECONDS} begins in 2005, when Core Data came, since otherwise every small number would be one.
 */
public enum EpochRange {
    UNIX_SECONDS(631_152_000, 4_102_444_800L),
    UNIX_MILLISECONDS(631_152_000_000L, 4_102_444_800_000L),
    UNIX_MICROSECONDS(631_152_000_000_000L, 4_102_444_800_000_000L),
    /** SQLite's {@code julianday}. */
    JULIAN_DAYS(2_447_892.5, 2_488_069.5),
    APPLE_SECONDS(126_230_400, 3_124_137_600L);

    private static final EpochRange[] ALL = values();

    private final double first;
    private final double end;

    EpochRange(double first, double end) {
        this.first = first;
        this.end = end;
    }

    /** All of them, without a copy for each call. */
    static EpochRange[] all() {
        return ALL;
    }

    /**
     * Whether a number is a plausible time.
     *
     * @param number the number as stored
     * @return true between 1990 and 2100
     */
    public boolean holds(double number) {
        return number >= first && number < end;
    }
}
