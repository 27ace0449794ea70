package org.liftlock.dao.jooq;

/**
 * Bytes: a BLOB on SQLite, where text in its place is {@link org.liftlock.dao.ErrorKind#BAD_DATA}, {@code bytea} on
 * PostgreSQL. Sorted as unsigned bytes.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class BytesBinding<T> extends StorageBinding<T, byte[], byte[]> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public BytesBinding() {
        super(byte[].class, byte[].class);
    }

    @Override
    ValueStorage<byte[]> storage(ValueStorages storages) {
        return storages.bytes();
    }

    @Override
    byte[] stored(byte[] value) {
        return value;
    }

    @Override
    byte[] value(byte[] stored) {
        return stored;
    }
}
