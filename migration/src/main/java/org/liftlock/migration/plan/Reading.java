package org.liftlock.migration.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a number in a date or time column may mean. */
public enum Reading {
    UNIX_SECONDS(BigDecimal.ZERO, new BigDecimal("1000000")),
    UNIX_MILLISECONDS(BigDecimal.ZERO, new BigDecimal("1000")),
    UNIX_MICROSECONDS(BigDecimal.ZERO, BigDecimal.ONE),
    /** Days since noon of 24 November 4714 BC, as SQLite's {@code julianday} gives. */
    JULIAN_DAYS(new BigDecimal("2440587.5"), new BigDecimal("86400000000")),
    /** Seconds since 2001-01-01, as Apple's Core Data keeps them. */
    APPLE_SECONDS(new BigDecimal("-978307200"), new BigDecimal("1000000"));

    private final BigDecimal unixEpoch;
    private final BigDecimal microsPerUnit;

    Reading(BigDecimal unixEpoch, BigDecimal microsPerUnit) {
        this.unixEpoch = unixEpoch;
        this.microsPerUnit = microsPerUnit;
    }

    /**
     * The point in time that a number means.
     *
     * @param number the number as stored
     * @return microseconds since 1970 in UTC, rounded half even
     */
    public BigDecimal micros(BigDecimal number) {
        return number.subtract(unixEpoch).multiply(microsPerUnit).setScale(0, RoundingMode.HALF_EVEN);
    }

    /**
     * The word for it in a plan.
     *
     * @return for instance {@code unix-milliseconds}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
