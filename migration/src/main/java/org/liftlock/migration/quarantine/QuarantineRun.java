package org.liftlock.migration.quarantine;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;

/**
 * What is needed to load rows that a run has set aside, kept beside them in {@code liftlock.quarantine_run}, so that neither
 * the SQLite file nor the plan has to be there any more.
 *
 * @param id names the run, so that a file of another one is known as such
 * @param source the SQLite file that it read
 * @param plan the plan that it followed
 * @param definitions by the name of each table in SQLite, a CREATE TABLE with its stored columns and nothing that refuses
 *     rows
 */
public record QuarantineRun(String id, String source, String plan, Map<String, String> definitions) {

    public QuarantineRun {
        definitions = Map.copyOf(definitions);
    }

    /**
     * Describes a run that begins.
     *
     * @param source what it reads
     * @param plan what it follows
     * @return its description, with a name of its own
     */
    public static QuarantineRun of(SqliteSource source, MigrationPlan plan) {
        Map<String, String> definitions = new HashMap<>();
        for (TablePlan table : plan.tables()) {
            source.schema()
                    .table(table.source())
                    .ifPresent(found -> definitions.put(table.source(), definition(found)));
        }
        return new QuarantineRun(
                UUID.randomUUID().toString(), source.file().toString(), PlanFile.text(plan), definitions);
    }

    private static String definition(SourceTable table) {
        List<String> stored = RowContent.columns(table);
        return table.columns().stream()
                .filter(column -> stored.contains(column.name()))
                .map(column -> SqliteSql.name(column.name())
                        + (column.declaredType().isEmpty() ? "" : " " + SqliteSql.name(column.declaredType()))
                        + " COLLATE " + SqliteSql.name(column.collation()))
                .collect(Collectors.joining(", ", "CREATE TABLE " + SqliteSql.name(table.name()) + " (", ")"));
    }

    static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS liftlock.quarantine_run (target_schema text PRIMARY KEY,"
                    + " run text NOT NULL, source text NOT NULL, plan text NOT NULL, tables text[] NOT NULL,"
                    + " definitions text[] NOT NULL)");
        }
    }

    /** Writes it down, unless the schema has one already: that of the run which is gone on with. */
    void write(Connection connection, String schema) throws SQLException {
        List<String> tables = new ArrayList<>(definitions.keySet());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liftlock.quarantine_run VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, schema);
            insert.setString(2, id);
            insert.setString(3, source);
            insert.setString(4, plan);
            insert.setArray(5, connection.createArrayOf("text", tables.toArray()));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "text", tables.stream().map(definitions::get).toArray()));
            insert.executeUpdate();
        }
    }

    /**
     * Reads what the last run into a schema has left.
     *
     * @param connection to the target
     * @param schema the target schema
     * @return the run, or nothing if none has set rows aside there
     * @throws SQLException if the database refuses
     */
    public static Optional<QuarantineRun> read(Connection connection, String schema) throws SQLException {
        if (!QuarantineTable.isThere(connection, "to_regclass('liftlock.quarantine_run') IS NOT NULL")) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT run, source, plan, tables, definitions FROM liftlock.quarantine_run WHERE target_schema = ?")) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                List<String> tables = strings(row.getArray(4));
                List<String> sql = strings(row.getArray(5));
                Map<String, String> definitions = new HashMap<>();
                for (int i = 0; i < tables.size(); i++) {
                    definitions.put(tables.get(i), sql.get(i));
                }
                return Optional.of(
                        new QuarantineRun(row.getString(1), row.getString(2), row.getString(3), definitions));
            }
        }
    }

    static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
