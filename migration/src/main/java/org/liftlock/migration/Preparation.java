package org.liftlock.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.copy.FitCheck;
import org.liftlock.migration.copy.KeyCollisions;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.PlanRevision;
import org.liftlock.migration.plan.PlannedMigration;
import org.liftlock.migration.plan.Planner;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.WrittenPlan;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.DatabaseProfiler;
import org.liftlock.migration.profile.DatabaseProfiler.ColumnZones;
import org.liftlock.migration.quarantine.OrphanSettlement;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;

/** Reads a source once and plans what becomes of it, afresh or around what a user has written. Stateless and thread-safe. */
final class Preparation {

    private Preparation() {}

    /** Plans by the defaults and the options. */
    static PreparedMigration fresh(SqliteSource source, PlanOptions options, RunListener listener) {
        options.tables().requireUsable(source.schema());
        listener.begins(Phase.PROFILE, -1);
        long begin = System.nanoTime();
        ColumnZones zones = (table, column) -> options.zone();
        DatabaseProfile profile = new DatabaseProfiler(source, options.redact(), zones, listener).profile();
        PlannedMigration planned = Planner.plan(source.schema(), profile, options, Migration.version());
        List<Finding> findings = new ArrayList<>(planned.findings());
        findings.addAll(FitCheck.check(source, chosenTables(planned.plan()), options.redact(), listener));
        findings.addAll(ValueFindings.of(planned.plan(), profile));
        return settled(
                source,
                profile,
                new PlannedMigration(planned.plan(), findings, planned.choices()),
                planned.plan(),
                begin);
    }

    /**
     * Plans around a written plan.
     *
     * @param base what Liftlock itself had planned when it wrote that plan, or null if that is not known
     */
    static PreparedMigration revised(
            SqliteSource source,
            WrittenPlan written,
            @Nullable MigrationPlan base,
            PlanOptions options,
            RunListener listener) {
        options.tables().requireUsable(source.schema());
        PlanRevision revision = new PlanRevision(source.schema(), written, base);
        listener.begins(Phase.PROFILE, -1);
        long begin = System.nanoTime();
        DatabaseProfiler profiler =
                new DatabaseProfiler(source, options.redact(), zones(options, written.plan()), listener);
        DatabaseProfile asIs = profiler.profile();
        Map<String, Map<String, String>> expressions = revision.expressions();
        DatabaseProfile asRead = expressions.isEmpty() ? asIs : asIs.with(profiler.profile(expressions));
        PlanRevision.Result result = revision.plan(asIs, asRead, options, Migration.version());
        List<Finding> findings = new ArrayList<>(result.planned().findings());
        findings.addAll(FitCheck.check(source, result.planned().plan(), options.redact(), listener));
        findings.addAll(ValueFindings.of(result.planned().plan(), asRead));
        PlannedMigration planned = new PlannedMigration(
                result.planned().plan(), findings, result.planned().choices());
        PreparedMigration prepared = settled(source, asRead, planned, result.own(), begin);
        return prepared.withChanges(PlanRevision.changes(result.base(), written.plan(), prepared.plan()));
    }

    /** The tables in which the user has chosen something: only their values have to be tried. */
    private static MigrationPlan chosenTables(MigrationPlan plan) {
        List<TablePlan> tables = plan.tables().stream()
                .filter(table -> table.columns().stream().anyMatch(ColumnPlan::byUser))
                .toList();
        return new MigrationPlan(plan.toolVersion(), plan.schemaHash(), plan.options(), tables, List.of());
    }

    /** The zone that a plan gives a column, else the one for all. */
    private static ColumnZones zones(PlanOptions options, MigrationPlan written) {
        Map<String, TablePlan> tables = written.tables().stream()
                .collect(Collectors.toMap(
                        table -> SqliteSql.folded(table.source()), Function.identity(), (first, second) -> first));
        return (table, column) -> Stream.ofNullable(tables.get(SqliteSql.folded(table)))
                .flatMap(found -> found.columns().stream())
                .filter(found -> SqliteSql.same(found.source(), column))
                .flatMap(found -> Stream.ofNullable(found.zone()))
                .findFirst()
                .orElse(options.zone());
    }

    /** What only the rows can tell of a plan: which break foreign keys, and which would meet in one key. */
    private static PreparedMigration settled(
            SqliteSource source, DatabaseProfile profile, PlannedMigration planned, MigrationPlan own, long begin) {
        List<Finding> findings = new ArrayList<>(planned.findings());
        RowsAside aside = OrphanSettlement.settle(source, profile, planned.plan());
        findings.addAll(aside.findings());
        KeyCollisions collisions = KeyCollisions.find(source, profile, planned.plan(), aside);
        findings.addAll(collisions.findings());
        return new PreparedMigration(
                profile,
                collisions.relaxed(planned.plan()),
                findings,
                Duration.ofNanos(System.nanoTime() - begin),
                collisions.relaxed(own),
                List.of(),
                aside,
                planned.choices());
    }
}
