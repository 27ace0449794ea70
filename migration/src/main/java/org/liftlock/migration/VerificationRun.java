package org.liftlock.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RefusedRows;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.verify.Verification;

/** One comparison of a target with its source, by itself; it changes nothing. Use once. */
final class VerificationRun {

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final RunListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> refused = new HashMap<>();

    VerificationRun(
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
    }

    RunReport run() {
        Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
        timings.put(Phase.PROFILE, prepared.profileTime());
        Verification verification = Proof.compare(source, withoutRefused(), target, options, timings, listener);
        findings.addAll(verification.findings());
        if (options.existing() && options.existingRows() == ExistingRows.SKIP) {
            verification.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.ROWS_DIFFER)
                    .forEach(finding -> findings.add(Finding.of(FindingCode.SEEDED_OR_CHANGED, finding.object(), "")));
        }
        List<TableReport> tables =
                prepared.plan().tables().stream().map(this::notCopied).toList();
        return new RunReport(
                "verify",
                source.file().toString(),
                target.url(),
                options.schema(),
                Proof.withVerification(tables, verification),
                prepared.plan().views().size(),
                findings,
                timings,
                SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()),
                0);
    }

    private TableReport notCopied(TablePlan table) {
        long aside = refused.getOrDefault(table.source(), 0L);
        return new TableReport(table.source(), table.target(), 0, 0, aside, 0, Duration.ZERO, null);
    }

    /** The rows that the target itself says it has refused cannot be in their tables. */
    private PreparedMigration withoutRefused() {
        try (Connection connection = target.connect()) {
            RefusedRows rows = RefusedRows.of(connection, options.schema());
            findings.addAll(rows.findings(FindingCode.ROWS_IN_QUARANTINE));
            prepared.plan().tables().forEach(table -> refused.put(table.source(), rows.rows(table.source())));
            return prepared.withAside(rows.outOf(source, prepared.plan(), prepared.aside()));
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }
}
