package org.liftlock.migration.quarantine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.Jdbc;

/**
 * Lists of rows that SQLite keeps: temporary ones beside a snapshot of the source, which is only read, and their copy in a
 * file of our own for other readers. Stateless and thread-safe.
 */
final class RowLists {

    private static final int BATCH = 1000;

    private RowLists() {}

    /** What is done with temporary lists. */
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** Runs work that may make temporary tables; they end with it. */
    static void within(SqliteSource source, Work work) {
        try (SourceReader reader = source.reader()) {
            Connection connection = reader.connection();
            Jdbc.execute(connection, "PRAGMA query_only = OFF");
            try {
                work.run(connection);
            } finally {
                dropLists(connection);
                Jdbc.execute(connection, "PRAGMA query_only = ON");
            }
        } catch (SQLException e) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The rows that break foreign keys cannot be listed",
                            "Check the database with PRAGMA integrity_check",
                            e)
                    .with("SQLite says", String.valueOf(e.getMessage()));
        }
    }

    /** Copies temporary lists, by their names, into a new file for the other readers, which do not see this connection's. */
    static void export(Connection connection, Map<String, AsideTable> lists, Path file) throws SQLException {
        try (Connection copies = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            // A database can only be attached to one that stores text the same way.
            Jdbc.execute(
                    copies,
                    "PRAGMA encoding = '"
                            + Jdbc.texts(connection, "PRAGMA encoding").get(0) + "'");
            Jdbc.execute(copies, "PRAGMA journal_mode = OFF");
            Jdbc.execute(copies, "PRAGMA synchronous = OFF");
            copies.setAutoCommit(false);
            for (Map.Entry<String, AsideTable> list : lists.entrySet()) {
                exportList(connection, list.getValue(), list.getKey(), copies);
            }
            copies.commit();
        }
    }

    /** Text goes over as bytes, since JDBC would replace what is not valid in it. */
    private static void exportList(Connection from, AsideTable table, String list, Connection to) throws SQLException {
        List<String> numbers = list.equals(table.list()) ? List.of("why", "round") : List.of();
        String more = numbers.stream().map(number -> ", " + number).collect(Collectors.joining());
        Jdbc.execute(to, "CREATE TABLE " + list + " (" + table.listColumns(more) + ")");
        String values = table.eachName(name -> "typeof(" + name + "), CASE typeof(" + name + ") WHEN 'text' THEN CAST("
                + name + " AS BLOB) ELSE " + name + " END");
        String marks = table.eachName(name -> {
            int first = 2 * Integer.parseInt(name.substring(1)) + 1;
            return "CASE ?" + first + " WHEN 'text' THEN CAST(?" + (first + 1) + " AS TEXT) ELSE ?" + (first + 1)
                    + " END";
        });
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + values + more + " FROM temp." + list);
                PreparedStatement insert = to.prepareStatement("INSERT INTO " + list + " (" + table.names("") + more
                        + ") VALUES (" + marks + ", ?".repeat(numbers.size()) + ")")) {
            int batched = 0;
            while (rows.next()) {
                for (int i = 1; i <= 2 * table.locatorSize() + numbers.size(); i++) {
                    insert.setObject(i, rows.getObject(i));
                }
                insert.addBatch();
                if (++batched % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void dropLists(Connection connection) throws SQLException {
        for (String list : Jdbc.texts(connection, "SELECT name FROM temp.sqlite_schema WHERE type = 'table'")) {
            Jdbc.execute(connection, "DROP TABLE temp." + list);
        }
    }
}
