package org.liftlock.dao.jooq;

import java.util.UUID;

/**
 * UUIDs: text of 36 lower case letters on SQLite, {@code uuid} on PostgreSQL. Sorted by that text, byte by byte; {@link
 * UUID#compareTo} sorts by signed numbers, and differently.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class UuidBinding<T> extends StorageBinding<T, UUID, UUID> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public UuidBinding() {
        super(UUID.class, UUID.class);
    }

    @Override
    ValueStorage<UUID> storage(ValueStorages storages) {
        return storages.uuids();
    }

    @Override
    UUID stored(UUID value) {
        return value;
    }

    @Override
    UUID value(UUID stored) {
        return stored;
    }
}
