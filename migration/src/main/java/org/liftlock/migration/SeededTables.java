package org.liftlock.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.seeded.KeptRows;
import org.liftlock.migration.seeded.Referrers;
import org.liftlock.migration.seeded.SourceKeys;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * Decides what becomes of tables that hold rows already, before one is loaded: in the transaction of the run, with the
 * tables locked. Whatever is refused here is refused with nothing changed. Use once.
 */
final class SeededTables {

    private final SqliteSource source;
    private final RowsAside aside;
    private final MigrateOptions options;
    private final RunListener listener;
    private final Connection connection;

    SeededTables(
            SqliteSource source, RowsAside aside, MigrateOptions options, RunListener listener, Connection connection) {
        this.source = source;
        this.aside = aside;
        this.options = options;
        this.listener = listener;
        this.connection = connection;
    }

    /**
     * What was decided.
     *
     * @param aside the rows that are not loaded
     * @param upsertKeys the primary keys by which rows are loaded over others, by table of the target
     * @param findings what to tell
     * @param others how many rows of each table, by its name in SQLite, only the target has
     */
    record Room(RowsAside aside, Map<String, String> upsertKeys, List<Finding> findings, Map<String, Long> others) {}

    Room make(List<TablePlan> tables) throws SQLException {
        List<TablePlan> filled = new ArrayList<>();
        for (TablePlan table : tables) {
            if (Jdbc.number(connection, "SELECT count(*) FROM (SELECT FROM " + name(table) + " LIMIT 1) AS one") > 0) {
                filled.add(table);
            }
        }
        if (filled.isEmpty()) {
            return new Room(aside, Map.of(), List.of(), Map.of());
        }
        return switch (options.existingRows()) {
            case REFUSE -> throw refusal(filled);
            case TRUNCATE -> truncate(tables, filled);
            case SKIP -> skip(filled);
            case UPSERT -> upsert(filled);
        };
    }

    private MigrationException refusal(List<TablePlan> filled) throws SQLException {
        MigrationException refusal = new MigrationException(
                        Cause.ENVIRONMENT,
                        "The existing tables hold rows already; nothing was changed",
                        "Remove exactly the rows of these tables with --replace, keep them with --existing-rows=skip, load"
                                + " over them with --existing-rows=upsert, or compare with verify",
                        null)
                .with("schema", options.schema());
        boolean mayCount = Jdbc.number(
                        connection,
                        "SELECT pg_catalog.has_database_privilege(current_database(), 'TEMPORARY')::integer")
                > 0;
        int number = 0;
        for (TablePlan table : filled) {
            String keys = mayCount
                    ? clashes(SourceKeys.copy(source, table, aside, connection, options.schema(), number++)
                            .clashes())
                    : "keys not counted, since the role may not make temporary tables";
            refusal.with(
                    "table " + table.target(),
                    RowCount.words(Jdbc.number(connection, "SELECT count(*) FROM " + name(table))) + " there, " + keys);
        }
        return refusal;
    }

    private static String clashes(Map<String, Long> clashes) {
        if (clashes.isEmpty()) {
            return "no key to compare them by";
        }
        return clashes.entrySet().stream()
                .map(key -> key.getValue() + " by " + key.getKey())
                .collect(Collectors.joining(" and ", "of the source's keys ", " are among them"));
    }

    private Room truncate(List<TablePlan> tables, List<TablePlan> filled) throws SQLException {
        List<String> all = tables.stream().map(this::name).toList();
        Referrers others = Referrers.of(connection, all);
        if (!others.tables().isEmpty() && !options.cascade()) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "Tables that are not of the plan refer to those that are to be emptied; nothing was changed",
                            "Empty them, too, with --cascade, which loses the rows that are counted here; or keep all"
                                    + " rows with --existing-rows=skip or upsert",
                            null)
                    .with("CASCADE would empty", String.join(", ", others.words()));
        }
        List<String> names =
                new ArrayList<>(filled.stream().map(TablePlan::target).toList());
        names.addAll(others.words());
        listener.replaces(names);
        List<String> emptied = new ArrayList<>(all);
        emptied.addAll(others.tables().stream().map(Referrers.Table::sql).toList());
        // All by name instead of CASCADE: PostgreSQL refuses if a table has come since that refers to one of them.
        Jdbc.execute(connection, "TRUNCATE " + String.join(", ", emptied));
        List<Finding> findings = others.tables().stream()
                .map(table -> Finding.of(FindingCode.EMPTIED_WITH_OTHERS, table.name(), table.rows()))
                .toList();
        return new Room(aside, Map.of(), findings, Map.of());
    }

    private Room skip(List<TablePlan> filled) throws SQLException {
        Map<String, SourceKeys> keys = keys(filled);
        require(
                keys,
                KeptRows::canList,
                "Rows of these tables cannot be named in SQLite, since columns hide the rowid",
                "Choose --existing-rows=upsert or truncate");
        RowsAside kept = KeptRows.list(source, aside, List.copyOf(keys.values()), connection);
        return new Room(kept, Map.of(), List.of(), others(keys));
    }

    private Room upsert(List<TablePlan> filled) throws SQLException {
        Map<String, SourceKeys> keys = keys(filled);
        require(
                keys,
                key -> key.upsertKey().isPresent(),
                "Rows cannot be loaded over others by a primary key that is DEFERRABLE",
                "Choose --existing-rows=skip or truncate, or make the keys NOT DEFERRABLE");
        MigrationException taken = new MigrationException(
                Cause.DATA,
                "Rows of the source have a unique key that the tables have given to rows with another primary key;"
                        + " nothing was changed",
                "Change or remove the rows on one side, or keep the tables' own with --existing-rows=skip",
                null);
        Map<String, String> upsertKeys = new HashMap<>();
        for (Map.Entry<String, SourceKeys> key : keys.entrySet()) {
            List<String> rows = key.getValue().takenByOthers(options.redact());
            if (!rows.isEmpty()) {
                taken.with("table " + key.getKey(), String.join("; ", rows));
            }
            upsertKeys.put(key.getKey(), key.getValue().upsertKey().orElseThrow());
        }
        if (!taken.context().isEmpty()) {
            throw taken;
        }
        return new Room(aside, upsertKeys, List.of(), others(keys));
    }

    private Map<String, SourceKeys> keys(List<TablePlan> filled) throws SQLException {
        Map<String, SourceKeys> keys = new LinkedHashMap<>();
        for (TablePlan table : filled) {
            keys.put(table.target(), SourceKeys.copy(source, table, aside, connection, options.schema(), keys.size()));
        }
        require(
                keys,
                SourceKeys::hasPrimaryKey,
                "These tables hold rows, and have no primary key that the source fills: no row can be found again",
                "Empty them, or choose --existing-rows=truncate");
        return keys;
    }

    private void require(Map<String, SourceKeys> keys, Predicate<SourceKeys> condition, String message, String remedy) {
        String without = keys.entrySet().stream()
                .filter(entry -> !condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            throw new MigrationException(Cause.INPUT, message, remedy, null)
                    .with("schema", options.schema())
                    .with("tables", without);
        }
    }

    private static Map<String, Long> others(Map<String, SourceKeys> keys) throws SQLException {
        Map<String, Long> others = new LinkedHashMap<>();
        for (SourceKeys key : keys.values()) {
            long rows = key.onlyInTarget();
            if (rows > 0) {
                others.put(key.plan().source(), rows);
            }
        }
        return others;
    }

    private String name(TablePlan table) {
        return PgSql.name(options.schema(), table.target());
    }
}
