package org.liftlock.dao.jooq;

import java.time.LocalDate;

/**
 * Days: text such as {@code 2024-02-29} on SQLite, {@code date} on PostgreSQL; of the years 0 to 9999. Sorted as in Java.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class LocalDateBinding<T> extends StorageBinding<T, LocalDate, LocalDate> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public LocalDateBinding() {
        super(LocalDate.class, LocalDate.class);
    }

    @Override
    ValueStorage<LocalDate> storage(ValueStorages storages) {
        return storages.dates();
    }

    @Override
    LocalDate stored(LocalDate value) {
        return CalendarRange.require(value);
    }

    @Override
    LocalDate value(LocalDate stored) {
        return CalendarRange.require(stored);
    }
}
