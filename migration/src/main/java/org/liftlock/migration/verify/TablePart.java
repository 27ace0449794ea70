package org.liftlock.migration.verify;

/**
 * Rows of a table that are compared in one go.
 *
 * @param tally adds up the table's parts
 * @param tableNumber the table's place in the plan
 * @param number the part's place in the order of the key
 * @param range its keys
 * @param byKey whether rows come in the order of an integer key on both sides if that is asked for
 * @param expectedRows about how many rows it has
 */
record TablePart(TableTally tally, int tableNumber, int number, KeyRange range, boolean byKey, long expectedRows) {

    /** Whether both sides are worth a thread each. */
    boolean isLarge() {
        return expectedRows > 2_000;
    }
}
