package org.liftlock.dao.jooq;

/**
 * True and false: 1 and 0 on SQLite, where any other value is {@link org.liftlock.dao.ErrorKind#BAD_DATA}, {@code boolean}
 * on PostgreSQL.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class BooleanBinding<T> extends StorageBinding<T, Boolean, Boolean> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public BooleanBinding() {
        super(Boolean.class, Boolean.class);
    }

    @Override
    ValueStorage<Boolean> storage(ValueStorages storages) {
        return storages.booleans();
    }

    @Override
    Boolean stored(Boolean value) {
        return value;
    }

    @Override
    Boolean value(Boolean stored) {
        return stored;
    }
}
