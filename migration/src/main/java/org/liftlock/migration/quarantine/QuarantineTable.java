package org.liftlock.migration.quarantine;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.value.ShortestDecimal;

/**
 * {@code liftlock.quarantine} in PostgreSQL: the rows that were set aside, each value with its storage class and byte for
 * byte; numbers as their shortest exact decimal. Stateless and thread-safe.
 */
public final class QuarantineTable {

    private static final int BATCH = 500;

    private QuarantineTable() {}

    /**
     * Makes the table if it is missing. To be called before rows are written side by side.
     *
     * @param connection to the target
     * @throws SQLException if the database refuses
     */
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS liftlock");
            statement.execute("CREATE TABLE IF NOT EXISTS liftlock.quarantine ("
                    + "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, target_schema text NOT NULL,"
                    + " target_table text NOT NULL, source_table text NOT NULL, source_row text NOT NULL,"
                    + " reason text NOT NULL, columns text[] NOT NULL, classes text[] NOT NULL,"
                    + " contents bytea[] NOT NULL)");
        }
    }

    /**
     * Forgets the rows of earlier runs into a schema; without rows the table goes, too.
     *
     * @param connection to the target
     * @param schema the target schema
     * @throws SQLException if the database refuses
     */
    public static void clear(Connection connection, String schema) throws SQLException {
        if (!isThere(connection, "to_regclass('liftlock.quarantine') IS NOT NULL")) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM liftlock.quarantine WHERE target_schema = ?")) {
            delete.setString(1, schema);
            delete.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            if (isThere(connection, "NOT EXISTS (SELECT FROM liftlock.quarantine)")) {
                statement.execute("DROP TABLE liftlock.quarantine");
            }
            if (isThere(
                    connection, "NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('liftlock'))")) {
                statement.execute("DROP SCHEMA IF EXISTS liftlock");
            }
        }
    }

    private static boolean isThere(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + condition)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * Writes the rows of a table that are set aside, in the connection's transaction.
     *
     * @param reader where they are read
     * @param table the table as SQLite has it
     * @param plan what becomes of it
     * @param aside says which rows
     * @param connection to the target
     * @param schema the target schema
     * @return how many were written
     * @throws SQLException if the database refuses
     */
    public static long write(
            SourceReader reader,
            SourceTable table,
            TablePlan plan,
            RowsAside aside,
            Connection connection,
            String schema)
            throws SQLException {
        long rows = 0;
        for (Map.Entry<String, String> reason : aside.reasons(table.name()).entrySet()) {
            rows += write(reader, table, plan, reason.getKey(), reason.getValue(), connection, schema);
        }
        return rows;
    }

    private static long write(
            SourceReader reader,
            SourceTable table,
            TablePlan plan,
            String reason,
            String condition,
            Connection connection,
            String schema)
            throws SQLException {
        List<String> columns = table.columns().stream()
                .filter(column -> !column.isGenerated())
                .map(SourceColumn::name)
                .toList();
        long rows = 0;
        try (RowCursor cursor =
                        reader.rows(table, columns.stream().map(SqliteSql::name).toList(), condition);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO liftlock.quarantine (target_schema, target_table, source_table, source_row,"
                                + " reason, columns, classes, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, schema);
            insert.setString(2, plan.target());
            insert.setString(3, table.name());
            insert.setString(5, reason);
            insert.setArray(6, connection.createArrayOf("text", columns.toArray()));
            while (cursor.next()) {
                String[] classes = new String[columns.size()];
                byte[][] contents = new byte[columns.size()][];
                for (int i = 0; i < classes.length; i++) {
                    classes[i] = cursor.storageClass(i).name().toLowerCase(Locale.ROOT);
                    contents[i] = content(cursor, i);
                }
                insert.setString(4, cursor.address().text());
                insert.setArray(7, connection.createArrayOf("text", classes));
                insert.setArray(8, connection.createArrayOf("bytea", contents));
                insert.addBatch();
                if (++rows % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        return rows;
    }

    private static byte @Nullable [] content(RowCursor cursor, int column) {
        StorageClass storageClass = cursor.storageClass(column);
        return switch (storageClass) {
            case NULL -> null;
            case INTEGER -> Long.toString(cursor.integer(column)).getBytes(StandardCharsets.US_ASCII);
            case REAL -> ShortestDecimal.text(cursor.real(column)).getBytes(StandardCharsets.US_ASCII);
            case TEXT -> cursor.text(column);
            case BLOB -> cursor.blob(column);
        };
    }
}
