package org.liftlock.bench.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks SQLite itself about the values of a column. */
final class Values implements AutoCloseable {

    private final Connection connection;

    Values(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro&immutable=1");
    }

    /** Whether a condition over {@code c} holds for every value that is not NULL; also where there is none. */
    boolean all(String table, String column, String condition) {
        String sql = "SELECT 1 FROM (SELECT " + name(column) + " AS c FROM " + name(table)
                + ") WHERE c IS NOT NULL AND NOT coalesce(" + condition + ", 0) LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return !rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
