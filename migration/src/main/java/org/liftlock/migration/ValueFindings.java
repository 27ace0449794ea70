package org.liftlock.migration;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.Reading;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.EpochForms;
import org.liftlock.migration.profile.EpochRange;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.source.StorageClass;

/** What there is to say of values under the zones and readings of a plan, whoever decided on them. Stateless. */
final class ValueFindings {

    private ValueFindings() {}

    static List<Finding> of(MigrationPlan plan, DatabaseProfile profile) {
        List<Finding> findings = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            for (TableProfile values : profile.tables()) {
                if (SqliteSql.same(table.source(), values.table().name())) {
                    table.columns()
                            .forEach(column -> values.columns().stream()
                                    .filter(candidate -> SqliteSql.same(candidate.column(), column.source()))
                                    .forEach(found -> column(table.source(), column, found, findings)));
                }
            }
        }
        return findings;
    }

    private static void column(String table, ColumnPlan column, ColumnProfile values, List<Finding> findings) {
        if (!column.type().kind().isTemporal()) {
            return;
        }
        if (column.zone() != null) {
            String zone = column.zone().getId();
            find(FindingCode.TIMES_IN_GAP, table, column, values.forms().inGap(), zone, findings);
            find(FindingCode.TIMES_IN_OVERLAP, table, column, values.forms().inOverlap(), zone, findings);
        }
        if (column.byUser()) {
            find(FindingCode.ROUNDED_FRACTION, table, column, values.texts().belowMicroseconds(), "", findings);
        }
        Reading reading = column.reading();
        if (reading == null) {
            return;
        }
        find(
                FindingCode.ROUNDED_FRACTION,
                table,
                column,
                values.of(StorageClass.REAL),
                "real numbers, to the nearest microsecond",
                findings);
        EpochForms epochs = values.forms().epochs();
        if (epochs != null) {
            EpochRange range = EpochRange.valueOf(reading.name());
            find(FindingCode.IMPLAUSIBLE_TIME, table, column, epochs.implausible(range), reading.word(), findings);
        }
    }

    private static void find(
            FindingCode code, String table, ColumnPlan column, Occurrences rows, String what, List<Finding> findings) {
        if (rows.any()) {
            findings.add(Finding.of(code, table, column.source(), (what.isEmpty() ? "" : what + ": ") + rows.words()));
        }
    }
}
