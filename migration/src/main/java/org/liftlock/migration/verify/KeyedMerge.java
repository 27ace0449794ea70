package org.liftlock.migration.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;

/**
 * Reads both sides of a part of a table in the order of an integer key and finds the rows that differ, all of them in memory
 * that does not grow with their number. Use once.
 */
final class KeyedMerge {

    private final ComparedRows rows;
    private final CanonicalRow own;
    private final CanonicalRow other;
    private final FirstRows first = new FirstRows();

    /**
     * Prepares to read.
     *
     * @param rows rows in the order of their first column, an integer
     */
    KeyedMerge(ComparedRows rows) {
        this.rows = rows;
        this.own = new CanonicalRow(rows.shape().columns().size());
        this.other = new CanonicalRow(rows.shape().columns().size());
    }

    void run() {
        String name = rows.shape().name();
        try (RowStream target = rows.target()) {
            try (RowStream source = rows.source()) {
                merge(source, target);
            } catch (SQLException e) {
                throw VerifyFailures.source(name, e);
            }
        } catch (SQLException e) {
            throw VerifyFailures.target(name, e);
        }
    }

    /** What was found. */
    FirstRows found() {
        return first;
    }

    private void merge(RowStream source, RowStream target) throws SQLException {
        boolean hasOwn = source.next(own);
        boolean hasOther = nextOf(target);
        while (hasOwn || hasOther) {
            int order = !hasOwn ? 1 : !hasOther ? -1 : Long.compare(key(own), key(other));
            if (order == 0) {
                if (!own.sameBytes(other)) {
                    first.pair(own, other, source.address());
                }
                hasOwn = source.next(own);
                hasOther = nextOf(target);
            } else if (order < 0) {
                first.missing(own, source.address());
                hasOwn = source.next(own);
            } else {
                first.surplus(other, "");
                hasOther = nextOf(target);
            }
        }
    }

    /** PostgreSQL's failures are told apart from SQLite's here, since both are read in one loop. */
    private boolean nextOf(RowStream target) {
        try {
            return target.next(other);
        } catch (SQLException e) {
            throw VerifyFailures.target(rows.shape().name(), e);
        }
    }

    private static long key(CanonicalRow row) {
        if (row.bytes()[0] != CanonicalRow.INTEGER) {
            throw new IllegalStateException("the key is no integer");
        }
        return ByteBuffer.wrap(row.bytes(), 1, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }
}
