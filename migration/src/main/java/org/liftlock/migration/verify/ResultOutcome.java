package org.liftlock.migration.verify;

import java.util.List;

/**
 * What comparing the results of a query gave.
 *
 * @param status how far it came
 * @param why what stood in the way, in words; empty if nothing did
 * @param rows what comparing gave, if it came so far
 * @param shape what the rows are called
 */
record ResultOutcome(Status status, String why, PartOutcome rows, RowShape shape) {

    /** How far it came. */
    enum Status {
        /** Both results were read to the end. */
        COMPARED,
        /** Both results hold the same rows, but not in the same order. */
        OTHER_ORDER,
        /** There is no telling whether values are the same. */
        NOT_COMPARABLE,
        /** One side took too long. */
        TOO_SLOW,
        /** The results have not the same number of columns. */
        OTHER_COLUMNS,
        /** SQLite could not give its result. */
        SQLITE_FAILED,
        /** PostgreSQL could not give its result. */
        POSTGRES_FAILED
    }

    static ResultOutcome stopped(Status status, String why) {
        return new ResultOutcome(status, why, PartOutcome.equal(0), new RowShape("", List.of(), 0, false));
    }
}
