package org.liftlock.migration.verify;

/**
 * What comparing some rows gave.
 *
 * @param sourceRows rows in SQLite
 * @param targetRows rows in PostgreSQL
 * @param differing rows that differ
 * @param atLeast whether there may be more of them
 * @param rows the first of them
 */
record PartOutcome(long sourceRows, long targetRows, long differing, boolean atLeast, DifferingRows rows) {

    static PartOutcome equal(long rows) {
        return new PartOutcome(rows, rows, 0, false, DifferingRows.NONE);
    }
}
