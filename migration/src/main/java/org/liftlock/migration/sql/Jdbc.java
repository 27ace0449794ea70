package org.liftlock.migration.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs statements without parameters, on either database. Stateless. */
public final class Jdbc {

    private Jdbc() {}

    /**
     * Runs a statement.
     *
     * @param connection where
     * @param sql the statement
     * @throws SQLException if the database refuses or vanishes
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a statement that changes rows.
     *
     * @param connection where
     * @param sql the statement
     * @return how many rows it changed
     * @throws SQLException if the database refuses or vanishes
     */
    public static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /**
     * Reads one number.
     *
     * @param connection where
     * @param sql a query that gives a row
     * @return its first column
     * @throws SQLException if the database refuses or vanishes
     */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Reads texts.
     *
     * @param connection where
     * @param sql a query
     * @return the first column of all rows; {@code null} as a word where it is NULL
     * @throws SQLException if the database refuses or vanishes
     */
    public static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }
}
