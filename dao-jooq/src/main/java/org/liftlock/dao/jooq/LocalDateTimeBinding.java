package org.liftlock.dao.jooq;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Days with a time and no zone: text such as {@code 2024-02-29T23:59:59.000000} on SQLite, {@code timestamp} on
 * PostgreSQL. Cut to whole microseconds; of the years 0 to 9999. Sorted as in Java.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class LocalDateTimeBinding<T> extends StorageBinding<T, LocalDateTime, LocalDateTime> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public LocalDateTimeBinding() {
        super(LocalDateTime.class, LocalDateTime.class);
    }

    @Override
    ValueStorage<LocalDateTime> storage(ValueStorages storages) {
        return storages.dateTimes();
    }

    @Override
    LocalDateTime stored(LocalDateTime value) {
        return inRange(value.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    LocalDateTime value(LocalDateTime stored) {
        return inRange(stored);
    }

    private static LocalDateTime inRange(LocalDateTime value) {
        CalendarRange.require(value.toLocalDate());
        return value;
    }
}
