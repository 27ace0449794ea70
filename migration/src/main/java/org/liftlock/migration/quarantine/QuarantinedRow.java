package org.liftlock.migration.quarantine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowAddress;

/**
 * A row of {@code liftlock.quarantine}.
 *
 * @param id its number there
 * @param table its table's name in PostgreSQL
 * @param sourceTable its table's name in SQLite
 * @param reason why it is not loaded
 * @param columns the names of its columns in SQLite
 * @param content where it stood, and its values in the order of the columns
 */
public record QuarantinedRow(
        long id, String table, String sourceTable, String reason, List<String> columns, RowContent content) {

    private static final int BATCH = 100;

    public QuarantinedRow {
        columns = List.copyOf(columns);
    }

    /** What is done with a row. */
    public interface Visitor {

        /**
         * Takes a row.
         *
         * @param row the row
         * @return whether to go on
         */
        boolean take(QuarantinedRow row);
    }

    /**
     * Reads the rows of a schema in the order in which they were set aside, a few at a time.
     *
     * @param connection to the target, in a transaction, since only there rows come as they are needed
     * @param schema the target schema
     * @param visitor who takes them
     * @throws SQLException if the database refuses
     */
    public static void each(Connection connection, String schema, Visitor visitor) throws SQLException {
        if (QuarantineTable.rows(connection, schema) == 0) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT id, target_table, source_table, reason,"
                + " source_row, columns, classes, contents FROM liftlock.quarantine WHERE target_schema = ?"
                + " ORDER BY id")) {
            query.setString(1, schema);
            query.setFetchSize(BATCH);
            try (ResultSet row = query.executeQuery()) {
                boolean wanted = true;
                while (wanted && row.next()) {
                    wanted = visitor.take(of(row));
                }
            }
        }
    }

    private static QuarantinedRow of(ResultSet row) throws SQLException {
        List<String> classes = QuarantineRun.strings(row.getArray(7));
        byte[] @Nullable [] contents = (byte[][]) row.getArray(8).getArray();
        List<RowContent.Value> values = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            values.add(new RowContent.Value(classes.get(i), contents[i]));
        }
        return new QuarantinedRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                QuarantineRun.strings(row.getArray(6)),
                new RowContent(new RowAddress(row.getString(5)), values));
    }
}
