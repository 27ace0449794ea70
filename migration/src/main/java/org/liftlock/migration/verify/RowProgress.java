package org.liftlock.migration.verify;

import org.liftlock.migration.RunListener;

/** Tells a listener of rows that were read, not of each one. For one thread at a time. */
final class RowProgress {

    private static final int ROWS_BETWEEN_REPORTS = 10_000;

    private final RunListener listener;
    private final String table;
    private int unreported;

    RowProgress(RunListener listener, String table) {
        this.listener = listener;
        this.table = table;
    }

    void row() {
        if (++unreported == ROWS_BETWEEN_REPORTS) {
            end();
        }
    }

    /** Tells of those that are left. */
    void end() {
        if (unreported > 0) {
            listener.rows(table, unreported);
            unreported = 0;
        }
    }
}
