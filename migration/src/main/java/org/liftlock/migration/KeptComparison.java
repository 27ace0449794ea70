package org.liftlock.migration;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.verify.TableVerification;
import org.liftlock.migration.verify.Verification;
import org.liftlock.migration.verify.Verifier;

/** Says of the rows that were not loaded, since the target keeps its own, whether those are the same. Stateless. */
final class KeptComparison {

    private KeptComparison() {}

    /** Findings for each table with such rows. */
    static List<Finding> compare(
            SqliteSource source, PreparedMigration loaded, TargetDatabase target, MigrateOptions options) {
        MigrationPlan plan = loaded.plan();
        List<TablePlan> tables = plan.tables().stream()
                .filter(table -> loaded.aside().keptRows(table.source()) > 0)
                .toList();
        if (tables.isEmpty()) {
            return List.of();
        }
        Verification verification = new Verifier(
                        source,
                        target,
                        options.schema(),
                        new MigrationPlan(plan.toolVersion(), plan.schemaHash(), plan.options(), tables, List.of()),
                        loaded.aside().keptAlone(),
                        RunListener.NONE,
                        options.redact(),
                        false,
                        true)
                .verify();
        List<Finding> findings = new ArrayList<>();
        for (TableVerification table : verification.tables()) {
            long rows = loaded.aside().keptRows(table.table());
            findings.add(Finding.of(
                    FindingCode.SEEDED_ROWS_KEPT,
                    table.table(),
                    RowCount.words(rows) + (table.differingRows() == 0 ? ", equal on both sides" : "")));
        }
        for (Finding finding : verification.findings()) {
            if (finding.code() == FindingCode.ROWS_DIFFER) {
                findings.add(Finding.of(FindingCode.SEEDED_ROWS_DIFFER, finding.object(), finding.detail()));
            }
        }
        return findings;
    }
}
