package org.liftlock.migration.profile;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.StorageClass;

/**
 * Sums up what the rows of a table hold, whatever the order in which they come: a 64-bit hash (XXH3) of each row, over its
 * rowid, if it has one, and the storage class and bytes of every value in turn. The sum wraps. Not thread-safe.
 */
final class ContentDigest {

    private static final Hasher64 HASHER = Hashing.xxh3_64();

    private long row;
    private long sum;

    /** Begins with the current row; its values follow in the table's order. */
    void begin(RowCursor cursor) {
        row = cursor.hasRowid() ? HASHER.hashLongLongToLong(cursor.rowid(), 1) : 0;
    }

    void addNumber(StorageClass storageClass, long bits) {
        row = HASHER.hashLongLongToLong(row + storageClass.ordinal(), bits);
    }

    void addBytes(StorageClass storageClass, byte[] bytes, int from, int length) {
        addNumber(storageClass, HASHER.hashBytesToLong(bytes, from, length));
    }

    /** Adds the row to the sum. */
    void end() {
        sum += HASHER.hashLongLongToLong(row, 0);
    }

    long sum() {
        return sum;
    }
}
