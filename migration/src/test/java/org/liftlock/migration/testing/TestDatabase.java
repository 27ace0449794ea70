package org.liftlock.migration.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.target.TargetDatabase;

/** A PostgreSQL database of one test. */
public final class TestDatabase implements AutoCloseable {

    private final String name;
    private final String url;

    TestDatabase(String name, String url) {
        this.name = name;
        this.url = url;
    }

    public String url() {
        return url;
    }

    public TargetDatabase target() {
        return TargetDatabase.of(url, new Properties());
    }

    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return connection;
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows as PostgreSQL spells them, columns joined by {@code |}, NULL as {@code null}. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    /** The one value that a query gives. */
    public @Nullable String value(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The columns of a table of schema public, each as {@code name type}, not null and default following. */
    public List<String> columns(String table) throws SQLException {
        return rows("SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
                + " || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
                + " || CASE a.attidentity WHEN 'd' THEN ' identity' WHEN 'a' THEN ' always' ELSE '' END"
                + " || CASE a.attgenerated WHEN 's' THEN ' generated' ELSE '' END"
                + " FROM pg_attribute a WHERE a.attrelid = format('public.%I', '" + table + "')::regclass"
                + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum");
    }

    /** The constraints of a table of schema public, by name, as PostgreSQL spells them. */
    public List<String> constraints(String table) throws SQLException {
        return rows("SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                + " WHERE conrelid = format('public.%I', '" + table
                + "')::regclass AND contype <> 'n' ORDER BY conname");
    }

    /** The indexes of a table of schema public, by name, as PostgreSQL spells them. */
    public List<String> indexes(String table) throws SQLException {
        return rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = '" + table
                + "' ORDER BY indexname");
    }

    /** The tables and views of all schemas but PostgreSQL's own. */
    public List<String> relations() throws SQLException {
        return rows("SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
                + " ORDER BY 1");
    }

    /** Whether Liftlock has left its own schema behind. */
    public boolean hasLedger() throws SQLException {
        return !rows("SELECT 1 FROM pg_namespace WHERE nspname = 'liftlock'").isEmpty();
    }

    @Override
    public void close() throws SQLException {
        TestPostgres.drop(name);
    }
}
