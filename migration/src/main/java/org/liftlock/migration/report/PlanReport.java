package org.liftlock.migration.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.plan.Choice;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanChange;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.source.SourceSchema;

/**
 * What planning has to tell.
 *
 * @param source path of the SQLite file
 * @param folder where plan and Flyway folders are, or null if they were not written
 * @param tables what becomes of each table
 * @param views how many views are carried over
 * @param findings what was found, in the order of the source
 * @param structure both schemas, and what the values are
 * @param choices what the user may choose instead, in the order of the source
 * @param changes what is not as it was in the plan before
 */
public record PlanReport(
        String source,
        @Nullable String folder,
        List<TableDecision> tables,
        int views,
        List<Finding> findings,
        SchemaReport structure,
        List<Choice> choices,
        List<PlanChange> changes) {

    public PlanReport {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
        choices = List.copyOf(choices);
        changes = List.copyOf(changes);
    }

    /**
     * A first plan.
     *
     * @param source path of the SQLite file
     * @param folder where plan and Flyway folders are, or null if they were not written
     * @param tables what becomes of each table
     * @param views how many views are carried over
     * @param findings what was found, in the order of the source
     * @param structure both schemas, and what the values are
     * @param choices what the user may choose instead, in the order of the source
     */
    public PlanReport(
            String source,
            @Nullable String folder,
            List<TableDecision> tables,
            int views,
            List<Finding> findings,
            SchemaReport structure,
            List<Choice> choices) {
        this(source, folder, tables, views, findings, structure, choices, List.of());
    }

    /**
     * The same with what changed since an earlier plan.
     *
     * @param since what is not as it was
     * @return a copy
     */
    public PlanReport withChanges(List<PlanChange> since) {
        return new PlanReport(source, folder, tables, views, findings, structure, choices, since);
    }

    /**
     * What becomes of a table, in short.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL
     * @param rows its rows in SQLite
     * @param columns how many columns it has
     * @param types how many columns have each type
     */
    public record TableDecision(
            String source, String target, long rows, int columns, SortedMap<String, Integer> types) {

        public TableDecision {
            types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        }
    }

    /**
     * Sums a plan up.
     *
     * @param source path of the SQLite file
     * @param folder where its files were written, or null
     * @param schema the schema of the source
     * @param profile what its values are
     * @param plan the plan
     * @param findings what was found
     * @param choices what the user may choose instead
     * @return the report
     */
    public static PlanReport of(
            String source,
            @Nullable String folder,
            SourceSchema schema,
            DatabaseProfile profile,
            MigrationPlan plan,
            List<Finding> findings,
            List<Choice> choices) {
        Map<String, Long> rows = profile.tables().stream()
                .collect(Collectors.toMap(table -> table.table().name(), TableProfile::rows));
        List<TableDecision> tables = plan.tables().stream()
                .map(table -> decision(table, rows.getOrDefault(table.source(), 0L)))
                .toList();
        return new PlanReport(
                source, folder, tables, plan.views().size(), findings, SchemaReport.of(schema, profile, plan), choices);
    }

    private static TableDecision decision(TablePlan table, long rows) {
        SortedMap<String, Integer> types = new TreeMap<>();
        for (ColumnPlan column : table.columns()) {
            types.merge(column.type().sql(), 1, Integer::sum);
        }
        return new TableDecision(
                table.source(), table.target(), rows, table.columns().size(), types);
    }

    /**
     * How many findings have a weight.
     *
     * @param weight the weight
     * @return their number
     */
    public long count(Weight weight) {
        return findings.stream().filter(finding -> finding.weight() == weight).count();
    }

    /**
     * Whether the plan cannot be followed without loss.
     *
     * @return true if a finding is a blocker or a fault, so that the exit code must be 1
     */
    public boolean saysNo() {
        return count(Weight.FAULT) > 0 || count(Weight.BLOCKER) > 0;
    }
}
