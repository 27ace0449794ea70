package org.liftlock.dao.test.semantics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statements past the data layer, and what the driver answers, as text. For one thread. */
final class RawSql implements AutoCloseable {

    /** How sqlite-jdbc begins its messages; it has no SQLSTATE. */
    private static final Pattern RESULT_CODE = Pattern.compile("^\\[(SQLITE_[A-Z_]+)]");

    private final Connection connection;

    RawSql(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** The value in the first row and column as the driver's text, {@code NULL}, {@code done}, or {@code error} and its code. */
    String outcome(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (!statement.execute()) {
                return "done";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)).replaceFirst("^null$", "NULL") : "no row";
            }
        } catch (SQLException e) {
            return "error " + code(e);
        }
    }

    /** Executes what succeeds. */
    void execute(String... statements) throws SQLException {
        for (String sql : statements) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        }
    }

    static String code(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (state != null) {
            return state;
        }
        Matcher matcher = RESULT_CODE.matcher(String.valueOf(failure.getMessage()));
        return matcher.find() ? matcher.group(1) : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
