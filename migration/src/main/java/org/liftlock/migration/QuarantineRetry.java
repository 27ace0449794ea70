package org.liftlock.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.copy.RowByRowCopier;
import org.liftlock.migration.copy.RowByRowCopier.Refused;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.quarantine.QuarantineFile;
import org.liftlock.migration.quarantine.QuarantineRun;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RetryRows;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetTable;

/** Loads the rows of a mended file, all in one transaction. For one file; use once. */
final class QuarantineRetry {

    private static final int SHOWN = 20;
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final TargetDatabase target;
    private final String schema;
    private final Path file;
    private final boolean allOrNone;
    private final boolean redact;

    QuarantineRetry(TargetDatabase target, String schema, Path file, boolean allOrNone, boolean redact) {
        this.target = target;
        this.schema = schema;
        this.file = file;
        this.allOrNone = allOrNone;
        this.redact = redact;
    }

    Quarantine.Retried run() {
        target.requireReadable();
        Path folder = folder();
        try (Connection connection = target.connect();
                RunLedger lock = RunLedger.open(connection, "", "", schema)) {
            QuarantineRun run =
                    QuarantineRun.read(connection, schema).orElseThrow(() -> Quarantine.nothing(target, schema));
            Path database = folder.resolve("rows.db");
            connection.setAutoCommit(false);
            try (RetryRows rows = new RetryRows(file, run, database, connection, schema)) {
                QuarantineFile.read(file, rows);
                rows.finish();
                return load(connection, run, rows, database);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw target.explain(e);
        } finally {
            delete(folder);
        }
    }

    private Quarantine.Retried load(Connection connection, QuarantineRun run, RetryRows rows, Path database)
            throws SQLException {
        BitSet done = new BitSet();
        List<Refused> refused = new ArrayList<>();
        long[] refusals = {0};
        if (!rows.tables().isEmpty()) {
            MigrationPlan plan = PlanFile.read(run.plan(), Path.of("liftlock.quarantine_run"))
                    .plan();
            List<TablePlan> tables = plan.tables().stream()
                    .filter(table -> rows.tables().contains(table.source()))
                    .toList();
            TargetCatalog catalog = TargetCatalog.read(connection, schema);
            List<String> triggers = triggers(connection, plan, tables);
            for (String trigger : triggers) {
                Jdbc.execute(connection, trigger.formatted("DISABLE"));
            }
            try (SqliteSource source =
                    SqliteSource.open(database, SourceOptions.defaults().withOffline(true))) {
                boolean again = true;
                while (again) {
                    int before = done.cardinality();
                    boolean[] waits = {false};
                    refused.clear();
                    refusals[0] = 0;
                    for (TablePlan table : tables) {
                        load(connection, source, fitted(table, catalog), done, row -> {
                            refusals[0]++;
                            waits[0] |= row.state().equals(FOREIGN_KEY_VIOLATION);
                            if (refused.size() < SHOWN) {
                                refused.add(row);
                            }
                        });
                    }
                    // A row may have come before the one that it refers to.
                    again = waits[0] && done.cardinality() > before;
                }
            }
            for (TablePlan table : tables) {
                setNextNumber(connection, table);
            }
            for (String trigger : triggers) {
                Jdbc.execute(connection, trigger.formatted("ENABLE"));
            }
        }
        boolean taken = !allOrNone || refusals[0] == 0;
        if (taken) {
            connection.commit();
        } else {
            connection.rollback();
        }
        return new Quarantine.Retried(
                taken ? done.cardinality() : 0,
                refusals[0],
                rows.gone(),
                QuarantineTable.rows(connection, schema),
                refused.stream()
                        .map(row ->
                                "line " + row.line() + ": " + row.table() + " " + row.address() + ": " + row.reason())
                        .toList());
    }

    private void load(
            Connection connection, SqliteSource source, TablePlan table, BitSet done, RowByRowCopier.Listener listener)
            throws SQLException {
        try (SourceReader reader = source.reader()) {
            new RowByRowCopier(source.schema().table(table.source()).orElseThrow(), table, schema, redact)
                    .copy(reader, connection, done, listener);
        }
    }

    /** The columns may have been given other types since, to take the rows. */
    private TablePlan fitted(TablePlan table, TargetCatalog catalog) {
        TargetTable found = catalog.table(table.target())
                .orElseThrow(() -> new MigrationException(
                                Cause.ENVIRONMENT,
                                "The table that the rows belong to is not there any more",
                                "Migrate again",
                                null)
                        .with("schema", schema)
                        .with("table", table.target()));
        List<ColumnPlan> columns = new ArrayList<>();
        for (ColumnPlan column : table.columns()) {
            columns.add(found.columns().stream()
                    .filter(candidate -> candidate.name().equals(column.target()))
                    .findFirst()
                    .flatMap(candidate -> PgType.ofCatalog(candidate.type()))
                    .map(column::withType)
                    .orElse(column));
        }
        return new TablePlan(table.source(), table.target(), columns, null, List.of(), List.of(), List.of(), List.of());
    }

    /** What triggers of the plan do to a row, SQLite's have done already; those of others run as on any new row. */
    private List<String> triggers(Connection connection, MigrationPlan plan, List<TablePlan> tables)
            throws SQLException {
        List<String> alter = new ArrayList<>();
        for (TablePlan table : tables) {
            String names = plan.triggers().stream()
                    .filter(trigger -> trigger.table().equals(table.source()))
                    .map(TriggerPlan::target)
                    .map(PgSql::string)
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                String name = PgSql.name(schema, table.target());
                Jdbc.texts(
                                connection,
                                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid = "
                                        + PgSql.string(name) + "::regclass AND tgname IN (" + names + ")")
                        .forEach(trigger -> alter.add("ALTER TABLE " + name.replace("%", "%%") + " %s TRIGGER "
                                + PgSql.name(trigger).replace("%", "%%")));
            }
        }
        return alter;
    }

    private void setNextNumber(Connection connection, TablePlan table) throws SQLException {
        ColumnPlan column = table.identityColumn().orElse(null);
        if (column == null) {
            return;
        }
        String name = PgSql.name(schema, table.target());
        for (String sequence : Jdbc.texts(
                connection,
                "SELECT s FROM pg_get_serial_sequence(" + PgSql.string(name) + ", " + PgSql.string(column.target())
                        + ") AS s WHERE s IS NOT NULL")) {
            Jdbc.texts(
                    connection,
                    "SELECT setval(" + PgSql.string(sequence) + "::regclass, highest) FROM (SELECT max("
                            + PgSql.name(column.target()) + ") AS highest FROM " + name + ") AS numbers, " + sequence
                            + " AS s WHERE highest > 0 AND highest >= s.last_value + CASE WHEN s.is_called THEN 1"
                            + " ELSE 0 END");
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("liftlock-retry-");
        } catch (IOException e) {
            throw new MigrationException(Cause.ENVIRONMENT, "No folder can be made for temporary files", "Make room", e)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    private static void delete(Path folder) {
        try {
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path found : files) {
                    Files.deleteIfExists(found);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The operating system's own cleaning of temporary folders takes what we cannot.
        }
    }
}
