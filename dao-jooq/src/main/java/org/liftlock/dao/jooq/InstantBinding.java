package org.liftlock.dao.jooq;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Points in time: text in UTC on SQLite, {@code timestamptz} on PostgreSQL. Cut to whole microseconds, the finest that all
 * backends keep; of the years 0 to 9999. Sorted as in Java.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class InstantBinding<T> extends StorageBinding<T, Instant, Instant> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public InstantBinding() {
        super(Instant.class, Instant.class);
    }

    @Override
    ValueStorage<Instant> storage(ValueStorages storages) {
        return storages.instants();
    }

    @Override
    Instant stored(Instant value) {
        return CalendarRange.require(value.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    Instant value(Instant stored) {
        return CalendarRange.require(stored);
    }
}
