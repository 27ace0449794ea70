package org.liftlock.migration.verify;

/** Reads the values of one column of a query in PostgreSQL from their binary form. Not thread-safe. */
interface TargetCell {

    /** Writes a value that is not NULL. */
    void write(byte[] data, int at, int size, CanonicalRow row);
}
