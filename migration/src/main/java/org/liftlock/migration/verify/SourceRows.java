package org.liftlock.migration.verify;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SourceReader;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/** The rows of a query in SQLite, read below JDBC, which would convert values before one can ask for their class. */
final class SourceRows implements RowStream {

    private static final int INTERRUPT_MASK = 0xff;

    private final PreparedStatement statement;
    private final DB database;
    private final long handle;
    private final SourceCell[] values;
    private final boolean hasRowid;
    private int steps;

    /**
     * Begins to read.
     *
     * @param reader reads SQLite
     * @param values readers of the columns
     * @param query what is read
     * @param hasRowid whether it selects the rowid behind the columns
     */
    SourceRows(SourceReader reader, List<? extends SourceCell> values, String query, boolean hasRowid)
            throws SQLException {
        this.statement = reader.connection().prepareStatement(query);
        this.database = reader.connection().unwrap(SQLiteConnection.class).getDatabase();
        this.handle = ((CoreStatement) statement).pointer.safeRunLong((db, pointer) -> pointer);
        this.values = values.toArray(SourceCell[]::new);
        this.hasRowid = hasRowid;
    }

    @Override
    public boolean next(CanonicalRow row) throws SQLException {
        if ((++steps & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
        int code = database.step(handle);
        if (code == Codes.SQLITE_DONE) {
            return false;
        }
        if (code != Codes.SQLITE_ROW) {
            throw DB.newSQLException(code, "stepping to the next row");
        }
        row.clear();
        for (int i = 0; i < values.length; i++) {
            row.endColumn(values[i].write(database, handle, i, row));
        }
        return true;
    }

    @Override
    public String address() throws SQLException {
        return hasRowid ? "rowid " + database.column_long(handle, values.length) : "";
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
