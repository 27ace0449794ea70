package org.liftlock.migration.verify;

import java.sql.SQLException;
import org.sqlite.core.DB;

/** Reads the values of one column of a query in SQLite. Not thread-safe. */
interface SourceCell {

    /** Writes a column of the current row; true if a REAL was written as text. */
    boolean write(DB database, long handle, int column, CanonicalRow row) throws SQLException;
}
