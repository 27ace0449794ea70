package org.liftlock.migration.verify;

import java.sql.SQLException;

/** The rows of one side of a table, each in its canonical form. For one thread. */
interface RowStream extends AutoCloseable {

    /** Brings the next row; false behind the last one. */
    boolean next(CanonicalRow row) throws SQLException;

    /** Where the current row stands beyond its own values, for instance {@code rowid 17}; may be empty. */
    String address() throws SQLException;

    @Override
    void close() throws SQLException;
}
