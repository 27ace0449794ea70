package org.liftlock.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.copy.CarefulCopier;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.GivenNumbers;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.QuarantineRun;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RefusedRows;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.verify.Verification;

/**
 * One run that loads rows into tables which are there already, all in one transaction: until it is committed nobody sees a
 * row, and whatever ends it early leaves the target as it was. Parents are loaded before their children. Use once.
 */
final class ExistingSchemaRun {

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final RunListener listener;
    private final List<Finding> findings;
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
    private SeededTables.Room room;

    ExistingSchemaRun(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunListener listener) {
        this.source = source;
        this.prepared = prepared;
        this.target = target;
        this.options = options;
        this.listener = listener;
        this.findings = new ArrayList<>(prepared.findings());
        timings.put(Phase.PROFILE, prepared.profileTime());
        this.room = new SeededTables.Room(prepared.aside(), Map.of(), List.of(), Map.of());
    }

    RunReport run() {
        target.requireReadable();
        List<TableReport> tables;
        try (Connection connection = target.connect()) {
            tables = load(connection);
            analyze(connection);
        } catch (SQLException e) {
            throw target.explain(e);
        }
        PreparedMigration loaded = prepared.withAside(aside());
        if (options.verify()) {
            Verification verification =
                    Proof.ofLoaded(options, () -> Proof.compare(source, loaded, target, options, timings, listener));
            // What only the target has was counted when no row of the source was in it.
            verification.findings().stream()
                    .filter(finding -> finding.code() != FindingCode.ROWS_ONLY_IN_TARGET)
                    .forEach(findings::add);
            tables = Proof.withVerification(tables, verification);
        }
        room.others()
                .forEach((table, rows) -> findings.add(
                        Finding.of(FindingCode.ROWS_ONLY_IN_TARGET, table, rows + (rows == 1 ? " row" : " rows"))));
        findings.addAll(Proof.ofLoaded(options, () -> KeptComparison.compare(source, loaded, target, options)));
        return new RunReport(
                "migrate",
                source.file().toString(),
                target.url(),
                options.schema(),
                tables,
                0,
                findings,
                timings,
                SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()),
                0);
    }

    private RowsAside aside() {
        if (!quarantines()) {
            return room.aside();
        }
        try (Connection connection = target.connect()) {
            RefusedRows refused = RefusedRows.of(connection, options.schema());
            findings.addAll(refused.findings(FindingCode.ROWS_REFUSED));
            return refused.outOf(source, prepared.plan(), room.aside());
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private List<TableReport> load(Connection connection) throws SQLException {
        List<TablePlan> order = parentsFirst(TargetCatalog.read(connection, options.schema()));
        connection.setAutoCommit(false);
        try {
            execute(connection, "SET LOCAL lock_timeout = '10s'");
            lock(connection, order);
            room = new SeededTables(source, prepared.aside(), options, listener, connection).make(order);
            findings.addAll(room.findings());
            QuarantineTable.clear(connection, options.schema());
            if (prepared.aside().changesRows() || quarantines()) {
                QuarantineTable.create(connection, options.schema(), QuarantineRun.of(source, prepared.plan()));
            }
            execute(connection, "SET CONSTRAINTS ALL DEFERRED");
            ExistingRowLoad rows = new ExistingRowLoad(connection, options, listener);
            if (quarantines()) {
                rows.checkRowByRow();
            }
            listener.begins(Phase.COPY, prepared.profile().rows());
            long begin = System.nanoTime();
            Map<String, TableReport> reports = new LinkedHashMap<>();
            for (TablePlan table : order) {
                reports.put(table.source(), copy(connection, rows, table));
            }
            for (TablePlan table : order) {
                setNextId(connection, table);
            }
            QuarantineTable.clearIfEmpty(connection, options.schema());
            connection.commit();
            timings.put(Phase.COPY, Duration.ofNanos(System.nanoTime() - begin));
            return prepared.plan().tables().stream()
                    .map(table -> reports.get(table.source()))
                    .toList();
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private List<TablePlan> parentsFirst(TargetCatalog catalog) {
        List<TablePlan> order = new ArrayList<>();
        List<TablePlan> waiting = new ArrayList<>(prepared.plan().tables());
        Set<String> missing = waiting.stream().map(TablePlan::target).collect(Collectors.toCollection(HashSet::new));
        while (!waiting.isEmpty()) {
            List<TablePlan> ready = waiting.stream()
                    .filter(table -> parents(catalog, table).stream().noneMatch(missing::contains))
                    .toList();
            if (ready.isEmpty()) {
                throw new MigrationException(
                                Cause.INPUT,
                                "Foreign keys of the existing tables form a circle that PostgreSQL checks row by row",
                                "Make one of them DEFERRABLE, or load into a schema that liftlock makes",
                                null)
                        .with("tables", waiting.stream().map(TablePlan::target).collect(Collectors.joining(", ")));
            }
            order.addAll(ready);
            waiting.removeAll(ready);
            ready.forEach(table -> missing.remove(table.target()));
        }
        return order;
    }

    /** A key to the table itself is checked when its COPY ends, a deferred one when all is loaded. */
    private static Set<String> parents(TargetCatalog catalog, TablePlan table) {
        return catalog.table(table.target()).stream()
                .flatMap(found -> found.foreignKeys().values().stream())
                .filter(key -> !key.deferrable() && !key.parent().equals(table.target()))
                .map(key -> key.parent())
                .collect(Collectors.toSet());
    }

    private void lock(Connection connection, List<TablePlan> tables) throws SQLException {
        if (!tables.isEmpty()) {
            execute(connection, "LOCK TABLE " + names(tables) + " IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    private TableReport copy(Connection connection, ExistingRowLoad rows, TablePlan table) throws SQLException {
        SourceTable sourceTable = source.schema().table(table.source()).orElseThrow();
        try (SourceReader reader = source.reader()) {
            RowsAside aside = room.aside();
            CarefulCopier.Result outcome = rows.copy(
                    reader, sourceTable, table, aside, room.upsertKeys().get(table.target()));
            CopyResult result = outcome.copied();
            long quarantined = outcome.quarantined()
                    + QuarantineTable.write(reader, sourceTable, table, aside, connection, options.schema());
            long kept = aside.keptRows(table.source());
            return new TableReport(
                    table.source(),
                    table.target(),
                    result.rowsRead() + quarantined + kept,
                    result.rowsLoaded(),
                    quarantined,
                    result.bytes(),
                    result.time(),
                    null,
                    kept);
        } catch (SQLException e) {
            throw target.explain(e).with("table", table.source());
        }
    }

    private boolean quarantines() {
        return options.load().quarantinesBadRows();
    }

    private void setNextId(Connection connection, TablePlan table) throws SQLException {
        ColumnPlan identity = table.identityColumn().orElse(null);
        String sequence = identity == null ? null : sequence(connection, table, identity);
        if (identity == null || sequence == null) {
            return;
        }
        long given = prepared.profile().tables().stream()
                .filter(profile -> profile.table().name().equals(table.source()))
                .mapToLong(profile -> GivenNumbers.highest(profile, identity))
                .findFirst()
                .orElse(0);
        long highest = Math.max(
                given,
                number(
                        connection,
                        "SELECT coalesce(max(" + PgSql.name(identity.target()) + "), 0) FROM " + name(table)));
        if (highest > 0) {
            execute(connection, "SELECT setval(" + PgSql.string(sequence) + "::regclass, " + highest + ")");
        }
    }

    private @Nullable String sequence(Connection connection, TablePlan table, ColumnPlan column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, name(table));
            statement.setString(2, column.target());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void analyze(Connection connection) throws SQLException {
        listener.begins(Phase.ANALYZE, -1);
        long begin = System.nanoTime();
        connection.setAutoCommit(true);
        for (TablePlan table : prepared.plan().tables()) {
            execute(connection, "ANALYZE " + name(table));
        }
        timings.put(Phase.ANALYZE, Duration.ofNanos(System.nanoTime() - begin));
    }

    private String names(List<TablePlan> tables) {
        return tables.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(TablePlan table) {
        return PgSql.name(options.schema(), table.target());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it.
            failure.addSuppressed(e);
        }
    }
}
