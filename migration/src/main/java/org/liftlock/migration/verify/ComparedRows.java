package org.liftlock.migration.verify;

import java.sql.SQLException;

/** Rows that both databases should have alike: those of a table, of a part of one, or of a query. For one caller at a time. */
interface ComparedRows {

    /** What they are called. */
    RowShape shape();

    /** Reads those of SQLite from the beginning. */
    RowStream source() throws SQLException;

    /** Reads those of PostgreSQL from the beginning. */
    RowStream target() throws SQLException;
}
