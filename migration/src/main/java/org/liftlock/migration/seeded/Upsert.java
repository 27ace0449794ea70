package org.liftlock.migration.seeded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * Loads rows into a table that holds some, over those with the same primary key, by way of a temporary table. Stateless.
 */
public final class Upsert {

    private static final String STAGED = "liftlock_rows";
    private static final String NOTHING = "NOTHING";

    private Upsert() {}

    /**
     * Loads a table in the connection's transaction, which the caller ends.
     *
     * @param reader where the rows come from
     * @param source the table as SQLite has it
     * @param plan what becomes of it, with a primary key
     * @param aside the rows that are not loaded
     * @param listener who hears of rows
     * @param connection to the target, in a transaction
     * @param schema the target schema
     * @param key the name of the primary key
     * @return what was loaded: rows that were added or changed
     * @throws SQLException if the database refuses
     */
    public static CopyResult load(
            SourceReader reader,
            SourceTable source,
            TablePlan plan,
            RowsAside aside,
            RunListener listener,
            Connection connection,
            String schema,
            String key)
            throws SQLException {
        long begin = System.nanoTime();
        String target = PgSql.name(schema, plan.target());
        List<String> columns = plan.copiedColumns().stream()
                .map(column -> PgSql.name(column.target()))
                .toList();
        String list = String.join(", ", columns);
        Jdbc.execute(
                connection,
                "CREATE TEMPORARY TABLE " + STAGED + " AS SELECT " + list + " FROM " + target + " WITH NO DATA");
        TablePlan staged =
                new TablePlan(plan.source(), STAGED, plan.columns(), null, List.of(), List.of(), List.of(), List.of());
        CopyResult copied = new TableCopier(source, staged, aside, listener).copy(reader, connection, "pg_temp", false);
        String change = change(plan);
        long loaded;
        try (Statement statement = connection.createStatement()) {
            // One statement, so that rows which refer to each other are checked when all are there.
            loaded = statement.executeLargeUpdate("INSERT INTO " + target + " (" + list + ") OVERRIDING SYSTEM VALUE"
                    + " SELECT " + list + " FROM pg_temp." + STAGED + " ON CONFLICT ON CONSTRAINT " + PgSql.name(key)
                    + " DO " + change);
        }
        Jdbc.execute(connection, "DROP TABLE pg_temp." + STAGED);
        return new CopyResult(
                copied.rowsRead(),
                change.equals(NOTHING) ? copied.rowsLoaded() : loaded,
                copied.bytes(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private static String change(TablePlan plan) {
        KeyPlan key = plan.primaryKey();
        String columns = plan.copiedColumns().stream()
                .filter(column -> key == null || !key.columns().contains(column.target()))
                .map(column -> PgSql.name(column.target()))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        // Where all belongs to the key, the row that is there is the row already.
        return columns.isEmpty() ? NOTHING : "UPDATE SET " + columns;
    }
}
