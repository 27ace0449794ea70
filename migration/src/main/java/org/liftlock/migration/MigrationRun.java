package org.liftlock.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.FlywayHistory;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgNames;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetOccupancy;
import org.liftlock.migration.verify.Verification;

/** One run into a target: it makes room, builds, proves, and clears away what it made if it cannot end well. Use once. */
final class MigrationRun {

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final MigrationPlan plan;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final @Nullable String historyTable;
    private final RunListener listener;
    private final List<Finding> findings;
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);

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
                        RunLedger.open(connection, fingerprint(), hash(PlanFile.text(plan)), options.schema())) {
            ledger.clearUnfinished(options.replace());
            makeRoom(new TargetOccupancy(connection, options.schema()));
            QuarantineTable.clear(connection, options.schema());
            ledger.begin();
            List<TableReport> tables;
            try {
                tables = build(ledger);
                ledger.finish();
            } catch (RuntimeException | SQLException e) {
                clearAway(ledger, connection, e);
                throw e;
            }
            return new RunReport(
                    "migrate",
                    source.file().toString(),
                    target.url(),
                    options.schema(),
                    tables,
                    plan.views().size(),
                    findings,
                    timings,
                    SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()));
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private List<TableReport> build(RunLedger ledger) throws SQLException {
        TargetBuilder builder = new TargetBuilder(source, prepared, target, options, ledger, listener);
        List<TableReport> tables = builder.build();
        if (historyTable != null) {
            recordHistory(ledger, historyTable);
        }
        findings.addAll(builder.findings());
        timings.putAll(builder.timings());
        if (!options.verify()) {
            return tables;
        }
        Verification verification = Migration.verify(source, prepared, target, options, timings, listener);
        findings.addAll(verification.findings());
        return Migration.withVerification(tables, verification);
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
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            FlywayHistory.record(connection, options.schema(), table, plan);
            ledger.record(connection, table);
            connection.commit();
        }
    }

    private void clearAway(RunLedger ledger, Connection connection, Exception failure) {
        boolean interrupted = Thread.interrupted();
        try {
            ledger.dropRecorded();
            QuarantineTable.clear(connection, options.schema());
        } catch (SQLException e) {
            // The connection is gone as well; the ledger stays and the next run clears up.
            failure.addSuppressed(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
