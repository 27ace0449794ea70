package org.liftlock.dao.test.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGConnection;

/** The rows that migrations put into one table. */
final class ReferenceRows {

    private final String table;
    private final String columns;
    private final byte[] rows;

    private ReferenceRows(String table, String columns, byte[] rows) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
    }

    /** Reads them, with the columns that are not generated; empty if the table is. */
    static Optional<ReferenceRows> of(Connection connection, String table, String columns) throws SQLException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT " + columns + " FROM " + table + ") TO STDOUT", rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.size() == 0 ? Optional.empty() : Optional.of(new ReferenceRows(table, columns, rows.toByteArray()));
    }

    String table() {
        return table;
    }

    /** A query whose answer changes with the rows. */
    String fingerprint() {
        return "SELECT concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM " + table + " r";
    }

    void putBack(Connection connection) throws SQLException {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + columns + ") FROM STDIN", new ByteArrayInputStream(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
