package org.liftlock.migration.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;

/**
 * What a target database tells of itself before anything is brought there.
 *
 * @param place host, port and database
 * @param schema the schema that would be filled
 * @param settings server settings and sizes by what they are called here, in order
 * @param problem why it cannot take what would be brought, in one line, or null
 * @param taken names of tables, views and indexes that stand in the way
 * @param databaseBytes size of the database
 * @param freeBytes free disk where the server keeps its data, or null if it cannot be seen from here
 */
public record TargetFacts(
        String place,
        String schema,
        Map<String, String> settings,
        @Nullable String problem,
        List<String> taken,
        long databaseBytes,
        @Nullable Long freeBytes) {

    private static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("version", "SHOW server_version");
        QUERIES.put("encoding", "SHOW server_encoding");
        QUERIES.put(
                "locale", "SELECT datcollate || ' / ' || datctype FROM pg_database WHERE datname = current_database()");
        QUERIES.put(
                "role",
                "SELECT current_user || CASE WHEN rolsuper THEN ' (superuser)' ELSE '' END"
                        + " FROM pg_roles WHERE rolname = current_user");
        QUERIES.put(
                "connections",
                "SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') || ' of '"
                        + " || current_setting('max_connections')");
        for (String timeout : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            // Sessions of ours switch them off; what the role gets by default is asked.
            QUERIES.put(
                    timeout,
                    "SELECT reset_val || coalesce(' ' || unit, '') FROM pg_settings WHERE name = '" + timeout + "'");
        }
    }

    public TargetFacts {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        taken = List.copyOf(taken);
    }

    /**
     * Looks, changing nothing.
     *
     * @param target the database
     * @param schema the schema that would be filled
     * @param names the names that a plan needs in it
     * @return what it tells
     * @throws MigrationException if it does not answer
     */
    public static TargetFacts look(TargetDatabase target, String schema, List<String> names) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            Map<String, String> settings = new LinkedHashMap<>();
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
                settings.put(query.getKey(), value(statement, query.getValue()));
            }
            long bytes = Long.parseLong(value(statement, "SELECT pg_database_size(current_database())"));
            Long free = free(statement);
            return new TargetFacts(
                    target.place(),
                    schema,
                    settings,
                    problem(target, schema),
                    new TargetOccupancy(connection, schema).taken(names),
                    bytes,
                    free);
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private static @Nullable String problem(TargetDatabase target, String schema) {
        try {
            target.requireUsable(schema);
            return null;
        } catch (MigrationException e) {
            return e.line();
        }
    }

    /** PostgreSQL has no function for it; only a server on this machine with a role that may ask shows its folder. */
    private static @Nullable Long free(Statement statement) throws SQLException {
        String mayAsk = value(
                statement,
                "SELECT pg_has_role('pg_read_all_settings', 'USAGE')"
                        + " AND coalesce(host(inet_server_addr()) IN ('127.0.0.1', '::1'), true)");
        if (!mayAsk.equals("t")) {
            return null;
        }
        try {
            Path data = Path.of(value(statement, "SHOW data_directory"));
            return Files.exists(data) ? Files.getFileStore(data).getUsableSpace() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String value(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
