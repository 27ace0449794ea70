package org.liftlock.sample.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One period of the calendar somewhere.
 *
 * @param period how long it is
 * @param firstDay its first day
 * @param from the first moment of it
 * @param until the first moment after it
 */
public record TimeSpan(Period period, LocalDate firstDay, Instant from, Instant until) {

    /**
     * The period that a day is in.
     *
     * @param period how long it is
     * @param day any of its days
     * @param zone where the days begin
     * @return the period
     */
    public static TimeSpan of(Period period, LocalDate day, ZoneId zone) {
        LocalDate first = period.firstDay(day);
        return new TimeSpan(
                period,
                first,
                first.atStartOfDay(zone).toInstant(),
                period.dayAfter(first).atStartOfDay(zone).toInstant());
    }
}
