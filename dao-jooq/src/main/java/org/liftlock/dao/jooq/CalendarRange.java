package org.liftlock.dao.jooq;

import java.time.Instant;
import java.time.LocalDate;
import org.liftlock.dao.DaoException;

/** The years that every backend stores, and that sort as text: 0 to 9999. */
final class CalendarRange {

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LATEST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int LATEST_YEAR = 9999;

    private CalendarRange() {}

    static Instant require(Instant instant) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(AFTER_LATEST)) {
            throw outside();
        }
        return instant;
    }

    static LocalDate require(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LATEST_YEAR) {
            throw outside();
        }
        return date;
    }

    private static DaoException outside() {
        return StorageBinding.badData("A date or a point in time lies outside the years 0 to 9999");
    }
}
