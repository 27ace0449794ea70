package org.liftlock.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.load.TargetLoad;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RefusedRows;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.FlywayHistory;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgNames;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Step;
import org.liftlock.migration.target.RunPulse;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetOccupancy;
import org.liftlock.migration.verify.Verification;

/** One run into a target: it makes room or goes on where an earlier run was ended, builds and proves. Use once. */
final class MigrationRun {

    /** The step that makes Flyway's history table. */
    private static final String HISTORY = "history table";

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final MigrationPlan plan;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final @Nullable String historyTable;
    private final RunListener listener;
    private final List<Finding> findings;
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
    private long rowsBefore;

    MigrationRun(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunListener listener) {
        this.source = source;
        this.prepared = prepared;
        this.plan = prepared.plan();
        this.target = target;
        this.options = options;
        this.historyTable = options.flywayHistoryTable();
        this.listener = listener;
        this.findings = new ArrayList<>(prepared.findings());
        timings.put(Phase.PROFILE, prepared.profileTime());
    }

    RunReport run() {
        target.requireUsable(options.schema());
        if (historyTable != null) {
            PgNames.requireUsable("history table", historyTable);
        }
        try (Connection connection = target.connect();
                RunLedger ledger =
                        RunLedger.open(connection, fingerprint(), hash(PlanFile.text(plan)), options.schema());
                RunPulse pulse = new RunPulse(connection, target::giveUp)) {
            FinishedRun finished = new FinishedRun(prepared, options, connection);
            List<TableReport> tables =
                    finished.isThere(ledger, madeTables()) ? prove(finished, connection) : make(ledger, connection);
            return new RunReport(
                    "migrate",
                    source.file().toString(),
                    target.url(),
                    options.schema(),
                    tables,
                    plan.views().size(),
                    findings,
                    timings,
                    SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()),
                    rowsBefore);
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private List<TableReport> make(RunLedger ledger, Connection connection) throws SQLException {
        RunProgress progress = begin(ledger, connection);
        try {
            List<TableReport> tables = build(ledger, progress, connection);
            QuarantineTable.clearIfEmpty(connection, options.schema());
            ledger.finish();
            return tables;
        } catch (RuntimeException | SQLException e) {
            leave(ledger, connection, e);
            throw e;
        }
    }

    /** Changes nothing. */
    private List<TableReport> prove(FinishedRun finished, Connection connection) throws SQLException {
        RefusedRows refused = RefusedRows.of(connection, options.schema());
        List<TableReport> tables = finished.tables(refused);
        goOnFrom(tables.stream().mapToLong(TableReport::rowsLoaded).sum());
        findings.addAll(refused.findings(FindingCode.ROWS_REFUSED));
        return compared(tables, refused);
    }

    private void goOnFrom(long rows) {
        rowsBefore = rows;
        listener.resumes(rows);
    }

    /** Tables and views, and the history of both; indexes go with their tables. */
    private List<String> madeTables() {
        List<String> names = new ArrayList<>();
        plan.tables().forEach(table -> names.add(table.target()));
        plan.views().forEach(view -> names.add(view.target()));
        if (historyTable != null) {
            names.add(historyTable);
        }
        return names;
    }

    private RunProgress begin(RunLedger ledger, Connection connection) throws SQLException {
        Map<String, Long> digests = prepared.profile().tables().stream()
                .collect(Collectors.toMap(table -> table.table().name(), TableProfile::digest));
        if (options.load().resume()) {
            Optional<RunProgress> earlier = ledger.resume(digests);
            if (earlier.isPresent()) {
                goOnFrom(earlier.get().rowsLoaded());
                return earlier.get();
            }
        }
        ledger.clearUnfinished(options.replace());
        makeRoom(new TargetOccupancy(connection, options.schema()));
        QuarantineTable.clear(connection, options.schema());
        ledger.begin(digests);
        return RunProgress.NOTHING;
    }

    private List<TableReport> build(RunLedger ledger, RunProgress progress, Connection connection) throws SQLException {
        TargetLoad load = new TargetLoad(source, prepared, target, options, ledger, progress, listener);
        List<TableReport> tables = load.run();
        if (historyTable != null && progress.step(HISTORY).isEmpty()) {
            recordHistory(ledger, historyTable);
        }
        RefusedRows refused = RefusedRows.of(connection, options.schema());
        findings.addAll(refused.findings(FindingCode.ROWS_REFUSED));
        findings.addAll(load.findings());
        timings.putAll(load.timings());
        return options.verify() ? compared(tables, refused) : tables;
    }

    private List<TableReport> compared(List<TableReport> tables, RefusedRows refused) throws SQLException {
        PreparedMigration loaded = prepared.withAside(refused.outOf(source, plan, prepared.aside()));
        Verification verification =
                Proof.ofLoaded(options, () -> Proof.compare(source, loaded, target, options, timings, listener));
        findings.addAll(verification.findings());
        return Proof.withVerification(tables, verification);
    }

    private void makeRoom(TargetOccupancy occupancy) throws SQLException {
        List<String> names = neededNames();
        List<String> functions =
                plan.triggers().stream().map(TriggerPlan::target).toList();
        List<String> taken = occupancy.taken(names);
        List<String> takenFunctions = occupancy.takenFunctions(functions);
        List<String> all = new ArrayList<>(taken);
        takenFunctions.forEach(function -> all.add(function + "()"));
        if (all.isEmpty()) {
            return;
        }
        if (!options.replace()) {
            throw occupancy.refusal(all);
        }
        listener.replaces(all);
        occupancy.drop(taken, takenFunctions);
        List<String> stillTaken = occupancy.taken(names);
        if (!stillTaken.isEmpty()) {
            throw occupancy.refusal(stillTaken);
        }
    }

    private List<String> neededNames() {
        List<String> names = plan.targetNames();
        if (historyTable != null) {
            if (names.contains(historyTable)) {
                throw new MigrationException(
                                Cause.INPUT,
                                "The history table would have the name of something that the plan brings",
                                "Give --flyway-history another name",
                                null)
                        .with("name", historyTable);
            }
            names.add(historyTable);
        }
        return names;
    }

    private void recordHistory(RunLedger ledger, String table) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            RunLedger.requireOwn(connection);
            connection.setAutoCommit(false);
            FlywayHistory.record(connection, options.schema(), table, plan);
            statement.execute(ledger.made().recording(table));
            statement.execute(RunProgress.insert(List.of(Step.done(HISTORY))));
            connection.commit();
        }
    }

    /**
     * What a value or a check has ended is cleared away, since going on would end in the same way; what was ended from
     * outside stays, for the user to go on from.
     */
    private void leave(RunLedger ledger, Connection connection, Exception failure) {
        boolean interrupted = Thread.interrupted();
        MigrationException explained =
                failure instanceof SQLException e ? target.explain(e) : asMigrationException(failure);
        boolean fromOutside = explained != null
                && (explained.reason() == Cause.ENVIRONMENT || explained.reason() == Cause.INTERRUPTED);
        try {
            ledger.endOthers();
            long rows = fromOutside ? ledger.rowsLoaded() : 0;
            if (rows > 0) {
                listener.kept(rows);
            } else {
                ledger.dropRecorded();
                QuarantineTable.clear(connection, options.schema());
            }
        } catch (SQLException | MigrationException e) {
            // The connection is gone as well; the ledger stays for the next run to go on from, or to clear up.
            failure.addSuppressed(e);
            if (fromOutside) {
                listener.kept(-1);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable MigrationException asMigrationException(Exception failure) {
        return failure instanceof MigrationException e ? e : null;
    }

    private String fingerprint() {
        return hash(source.file().toAbsolutePath().normalize() + "\n"
                + source.schema().hash());
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
