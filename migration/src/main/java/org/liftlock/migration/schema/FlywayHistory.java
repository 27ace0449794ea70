package org.liftlock.migration.schema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * Writes the schema history that Flyway would have written, had it run both versions itself, so that the application's
 * Flyway goes on at version 3. The table and the checksum (CRC-32 over the lines without their ends) are Flyway's.
 */
public final class FlywayHistory {

    private FlywayHistory() {}

    /**
     * Makes the history table and records versions 1 and 2 as done.
     *
     * @param connection in a transaction that the caller commits
     * @param schema the target schema
     * @param table the table's name, for instance {@code flyway_schema_history}
     * @param plan the plan that was carried out
     * @throws SQLException if the database refuses
     */
    public static void record(Connection connection, String schema, String table, MigrationPlan plan)
            throws SQLException {
        for (String sql : statements(schema, table, plan)) {
            Jdbc.execute(connection, sql);
        }
    }

    /**
     * What {@link #record} runs.
     *
     * @param schema the target schema
     * @param table the table's name
     * @param plan the plan that is carried out
     * @return statements without a semicolon
     */
    public static List<String> statements(String schema, String table, MigrationPlan plan) {
        String name = PgSql.name(schema, table);
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + name + " (installed_rank integer NOT NULL, version varchar(50),"
                + " description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL,"
                + " checksum integer, installed_by varchar(100) NOT NULL,"
                + " installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL,"
                + " success boolean NOT NULL)");
        statements.add("ALTER TABLE " + name + " ADD CONSTRAINT " + PgSql.name(table + "_pk")
                + " PRIMARY KEY (installed_rank)");
        statements.add("CREATE INDEX " + PgSql.name(table + "_s_idx") + " ON " + name + " (success)");
        int rank = 0;
        for (Map.Entry<String, String> file : FlywayFolders.postgres(plan).entrySet()) {
            rank++;
            statements.add("INSERT INTO " + name
                    + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time,"
                    + " success) VALUES (" + rank + ", '" + rank + "', " + PgSql.string(description(file.getKey()))
                    + ", 'SQL', " + PgSql.string(file.getKey()) + ", " + checksum(file.getValue())
                    + ", current_user, 0, true)");
        }
        return statements;
    }

    private static String description(String script) {
        int from = script.indexOf("__") + 2;
        return script.substring(from, script.length() - ".sql".length()).replace('_', ' ');
    }

    static int checksum(String script) {
        CRC32 crc = new CRC32();
        script.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
