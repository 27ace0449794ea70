package org.liftlock.migration.quarantine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * {@code liftlock.quarantine} in PostgreSQL: the rows that were set aside, each value with its storage class and byte for
 * byte; numbers as their shortest exact decimal. Stateless and thread-safe.
 */
public final class QuarantineTable {

    private QuarantineTable() {}

    /**
     * Makes the table if it is missing. To be called before rows are written side by side.
     *
     * @param connection to the target
     * @param schema the target schema
     * @param run the run that will set rows aside
     * @throws SQLException if the database refuses
     */
    public static void create(Connection connection, String schema, QuarantineRun run) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS liftlock");
            statement.execute("CREATE TABLE IF NOT EXISTS liftlock.quarantine ("
                    + "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, target_schema text NOT NULL,"
                    + " target_table text NOT NULL, source_table text NOT NULL, source_row text NOT NULL,"
                    + " reason text NOT NULL, sqlstate text, columns text[] NOT NULL, classes text[] NOT NULL,"
                    + " contents bytea[] NOT NULL)");
            statement.execute("ALTER TABLE liftlock.quarantine ADD COLUMN IF NOT EXISTS sqlstate text");
        }
        QuarantineRun.create(connection);
        run.write(connection, schema);
    }

    /**
     * Forgets the rows of one table, for it to be loaded anew.
     *
     * @param schema the target schema
     * @param table the table's name in SQLite
     * @return the statement
     */
    public static String forgetting(String schema, String table) {
        return "DELETE FROM liftlock.quarantine WHERE target_schema = " + PgSql.string(schema) + " AND source_table = "
                + PgSql.string(table);
    }

    /**
     * Forgets the rows of earlier runs into a schema; without rows the table goes, too.
     *
     * @param connection to the target
     * @param schema the target schema
     * @throws SQLException if the database refuses
     */
    public static void clear(Connection connection, String schema) throws SQLException {
        for (String table : List.of("quarantine", "quarantine_run")) {
            if (isThere(connection, "to_regclass('liftlock." + table + "') IS NOT NULL")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM liftlock." + table + " WHERE target_schema = ?")) {
                    delete.setString(1, schema);
                    delete.executeUpdate();
                }
            }
        }
        dropIfEmpty(connection);
    }

    /**
     * Forgets a run that has set no row aside.
     *
     * @param connection to the target
     * @param schema the target schema
     * @throws SQLException if the database refuses
     */
    public static void clearIfEmpty(Connection connection, String schema) throws SQLException {
        if (rows(connection, schema) == 0) {
            clear(connection, schema);
        }
    }

    private static void dropIfEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("quarantine", "quarantine_run")) {
                if (isThere(connection, "to_regclass('liftlock." + table + "') IS NOT NULL")
                        && isThere(connection, "NOT EXISTS (SELECT FROM liftlock." + table + ")")) {
                    statement.execute("DROP TABLE liftlock." + table);
                }
            }
            if (isThere(
                    connection, "NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('liftlock'))")) {
                statement.execute("DROP SCHEMA IF EXISTS liftlock");
            }
        }
    }

    /**
     * How many rows are set aside.
     *
     * @param connection to the target
     * @param schema the target schema
     * @return their number over all tables
     * @throws SQLException if the database refuses
     */
    public static long rows(Connection connection, String schema) throws SQLException {
        return isThere(connection, "to_regclass('liftlock.quarantine') IS NOT NULL")
                ? Jdbc.number(
                        connection,
                        "SELECT count(*) FROM liftlock.quarantine WHERE target_schema = " + PgSql.string(schema))
                : 0;
    }

    static boolean isThere(Connection connection, String condition) throws SQLException {
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
        List<String> columns =
                RowContent.columns(table).stream().map(SqliteSql::name).toList();
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        try (RowCursor cursor = reader.rows(table, columns, condition);
                QuarantineWriter writer = new QuarantineWriter(connection, schema, table, plan)) {
            while (cursor.next()) {
                writer.add(RowContent.of(cursor, all), reason, null);
            }
            writer.flush();
            return writer.rows();
        }
    }
}
