package org.liftlock.migration.source;

import org.liftlock.migration.MigrationException;

/**
 * Steps through the rows of a table and hands out each value in the storage class that it really has. Not thread-safe; to
 * be closed.
 *
 * <p>There are two: one steps through a statement of SQLite's, the other reads the pages of the file itself. They give the
 * same rows in the same order.
 */
public sealed interface RowCursor extends AutoCloseable permits StatementCursor, PageCursor {

    /**
     * Steps to the next row.
     *
     * @return false behind the last row
     * @throws MigrationException if a page cannot be read
     */
    boolean next();

    /**
     * The storage class of a value in the current row.
     *
     * @param column its index in the columns asked for, from 0
     * @return the class
     */
    StorageClass storageClass(int column);

    /**
     * An INTEGER value.
     *
     * @param column its index from 0
     * @return the value
     */
    long integer(int column);

    /**
     * A REAL value.
     *
     * @param column its index from 0
     * @return the value, bit by bit
     */
    double real(int column);

    /**
     * The bytes of a BLOB.
     *
     * @param column its index from 0
     * @return the bytes; the array is the caller's
     */
    byte[] blob(int column);

    /**
     * The bytes of a TEXT value in UTF-8, as they are stored and not checked; those of a database in UTF-16 are recoded,
     * what cannot be recoded staying as it is.
     *
     * @param column its index from 0
     * @return the bytes; the array is the caller's
     */
    byte[] text(int column);

    /**
     * The array in which {@link #text} or {@link #blob} stand without being copied, from {@link #offset} on for
     * {@link #length} bytes, until the next step or until {@code text} or {@code blob} are called for the same value.
     *
     * @param column index of a TEXT or BLOB value, from 0
     * @return an array that stays the cursor's
     */
    byte[] bytes(int column);

    /**
     * Where a value begins in {@link #bytes}.
     *
     * @param column index of a TEXT or BLOB value, from 0
     * @return the offset
     */
    int offset(int column);

    /**
     * How many bytes a value has.
     *
     * @param column index of a TEXT or BLOB value, from 0
     * @return what the array that {@link #text} or {@link #blob} give is long
     */
    int length(int column);

    /**
     * Whether the rows have a rowid that a query could name.
     *
     * @return false for WITHOUT ROWID tables, and where columns hide all names of the rowid
     */
    boolean hasRowid();

    /**
     * The rowid of the current row.
     *
     * @return the rowid, if there is one
     */
    long rowid();

    /**
     * Says where the current row stands, for a person: its rowid, or its primary key.
     *
     * @return for instance {@code rowid 17}
     */
    RowAddress address();

    @Override
    void close();
}
