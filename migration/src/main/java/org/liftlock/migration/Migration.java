package org.liftlock.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.copy.FitCheck;
import org.liftlock.migration.copy.KeyCollisions;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.PlanRevision;
import org.liftlock.migration.plan.PlannedMigration;
import org.liftlock.migration.plan.Planner;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.WrittenPlan;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.DatabaseProfiler;
import org.liftlock.migration.profile.DatabaseProfiler.ColumnZones;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.OrphanSettlement;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.verify.TableVerification;
import org.liftlock.migration.verify.Verification;
import org.liftlock.migration.verify.Verifier;

/**
 * The steps of moving a database, for programs; the command line is one of them. Stateless and thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: the front door, most of it the description of its methods.
 */
public final class Migration {

    private Migration() {}

    /**
     * The version of this library.
     *
     * @return the version, or {@code development} outside a jar
     */
    public static String version() {
        return Objects.requireNonNullElse(Migration.class.getPackage().getImplementationVersion(), "development");
    }

    /**
     * Reads every value of a source and plans what becomes of it.
     *
     * @param source the source
     * @param options the policies to follow; those of a plan file win
     * @param planFile a plan to follow instead of the defaults, or null
     * @param listener who hears of it
     * @return the plan, with blockers among its findings if it cannot be followed
     * @throws MigrationException if the plan file is unusable or belongs to another schema (cause {@code INPUT})
     */
    public static PreparedMigration prepare(
            SqliteSource source, PlanOptions options, @Nullable Path planFile, RunListener listener) {
        if (planFile != null) {
            WrittenPlan written = PlanFile.read(planFile);
            PlanFile.requireSameSchema(written, source.schema());
            PlanOptions followed =
                    written.plan().options().withRedact(options.redact()).withChoices(options.choices());
            return revise(source, written, null, followed, listener);
        }
        listener.begins(Phase.PROFILE, -1);
        long begin = System.nanoTime();
        ColumnZones zones = (table, column) -> options.zone();
        DatabaseProfile profile = new DatabaseProfiler(source, options.redact(), zones, listener).profile();
        PlannedMigration planned = Planner.plan(source.schema(), profile, options, version());
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
     * Plans anew for a folder that may hold a plan already: what the user has changed in it is kept, everything else is
     * planned by what the database is now.
     *
     * @param source the source
     * @param options the policies to follow; where they are the defaults, those of the plan in the folder win
     * @param folder the folder that {@link #writePlan} writes
     * @param listener who hears of it
     * @return the plan, with what changed since that plan was written
     * @throws MigrationException if the plan in the folder is unusable; its line is named (cause {@code INPUT})
     */
    public static PreparedMigration prepareAgain(
            SqliteSource source, PlanOptions options, Path folder, RunListener listener) {
        PlanFolder there = new PlanFolder(folder);
        WrittenPlan written = there.written().orElse(null);
        if (written == null) {
            return prepare(source, options, null, listener);
        }
        PreparedMigration prepared =
                revise(source, written, there.own(), options.over(written.plan().options()), listener);
        return prepared.withChanges(there.since(prepared.changes()));
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
        return (table, column) -> written.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(found -> SqliteSql.same(found.source(), column))
                .flatMap(found -> Stream.ofNullable(found.zone()))
                .findFirst()
                .orElse(options.zone());
    }

    private static PreparedMigration revise(
            SqliteSource source,
            WrittenPlan written,
            @Nullable MigrationPlan base,
            PlanOptions options,
            RunListener listener) {
        PlanRevision revision = new PlanRevision(source.schema(), written, base);
        listener.begins(Phase.PROFILE, -1);
        long begin = System.nanoTime();
        DatabaseProfiler profiler =
                new DatabaseProfiler(source, options.redact(), zones(options, written.plan()), listener);
        DatabaseProfile asIs = profiler.profile();
        Map<String, Map<String, String>> expressions = revision.expressions();
        DatabaseProfile asRead = expressions.isEmpty() ? asIs : asIs.with(profiler.profile(expressions));
        PlanRevision.Result result = revision.plan(asIs, asRead, options, version());
        List<Finding> findings = new ArrayList<>(result.planned().findings());
        findings.addAll(FitCheck.check(source, result.planned().plan(), options.redact(), listener));
        findings.addAll(ValueFindings.of(result.planned().plan(), asRead));
        PlannedMigration planned = new PlannedMigration(
                result.planned().plan(), findings, result.planned().choices());
        PreparedMigration prepared = settled(source, asRead, planned, result.own(), begin);
        return prepared.withChanges(PlanRevision.changes(result.base(), written.plan(), prepared.plan()));
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

    /**
     * Fits a plan to tables that a schema of the target has already, as packaged applications and those with migrations of
     * their own make them: the target's types win, and every value is held against them.
     *
     * @param source the source
     * @param prepared its plan
     * @param target the database
     * @param schema the schema in it
     * @param redact whether findings must show no values
     * @param listener who hears of it
     * @return the plan, with blockers among its findings if the tables cannot take the rows
     * @throws MigrationException if the target refuses or vanishes
     */
    public static PreparedMigration fitToExisting(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            String schema,
            boolean redact,
            RunListener listener) {
        return ExistingSchema.fit(source, prepared, target, schema, redact, listener);
    }

    /**
     * Writes a plan, both Flyway folders, and the SQL that is offered for what is left out.
     *
     * @param source the source
     * @param prepared the plan
     * @param folder where to; made if it is missing
     * @throws MigrationException if the folder cannot be written, or holds scripts that are not as Liftlock wrote them
     *     (cause {@code INPUT})
     */
    public static void writePlan(SqliteSource source, PreparedMigration prepared, Path folder) {
        writePlan(source, prepared, folder, false);
    }

    /**
     * Writes a plan and both Flyway folders.
     *
     * @param source the source
     * @param prepared the plan
     * @param folder where to; made if it is missing
     * @param replace whether scripts that are not as Liftlock wrote them are written anew, too
     * @throws MigrationException if the folder cannot be written, or holds such scripts (cause {@code INPUT})
     */
    public static void writePlan(SqliteSource source, PreparedMigration prepared, Path folder, boolean replace) {
        try {
            new PlanFolder(folder).write(source, prepared, replace);
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The plan cannot be written",
                            "Give a folder that this user may write with -o",
                            e)
                    .with("folder", folder)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Builds, fills and proves a target.
     *
     * @param source the source
     * @param prepared its plan
     * @param target the database
     * @param options how
     * @param listener who hears of it
     * @return the report; with a blocker nothing was touched
     * @throws MigrationException if the target refuses or vanishes; what was made is cleared away, at the latest by the
     *     next run
     */
    public static RunReport migrate(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunListener listener) {
        if (prepared.isBlocked()) {
            return refuse("migrate", source, prepared);
        }
        Proof.requireRunnable(source, options);
        return options.existing()
                ? new ExistingSchemaRun(source, prepared, target, options, listener).run()
                : new MigrationRun(source, prepared, target, options, listener).run();
    }

    /**
     * Moves samples of a source into a server that is thrown away, and infers what the whole move needs.
     *
     * @param source the source
     * @param prepared its plan, without a blocker
     * @param scratch a database that may be filled; never that of an application
     * @param workFolder where samples may lie
     * @return the estimate
     * @throws MigrationException if the server refuses or vanishes, or there is no room
     */
    public static MoveEstimate estimate(
            SqliteSource source, PreparedMigration prepared, TargetDatabase scratch, Path workFolder) {
        return MoveEstimator.measure(source, prepared, scratch, workFolder);
    }

    /**
     * Compares a source with a target that was filled by the same plan.
     *
     * @param source the source
     * @param prepared its plan
     * @param target the database
     * @param options which schema, whether it was there already, and whether findings must show no values; the rest does
     *     not matter
     * @param listener who hears of it
     * @return the report; with a blocker about existing tables nothing was compared
     */
    public static RunReport verify(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunListener listener) {
        if (options.existing() && prepared.isBlocked()) {
            return refuse("verify", source, prepared);
        }
        Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
        timings.put(Phase.PROFILE, prepared.profileTime());
        Verification verification = verify(source, prepared, target, options, timings, listener);
        List<Finding> findings = new ArrayList<>(verification.findings());
        if (options.existing() && options.existingRows() == ExistingRows.SKIP) {
            verification.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.ROWS_DIFFER)
                    .forEach(finding -> findings.add(Finding.of(FindingCode.SEEDED_OR_CHANGED, finding.object(), "")));
        }
        List<TableReport> tables = prepared.plan().tables().stream()
                .map(table -> new TableReport(table.source(), table.target(), 0, 0, 0, 0, Duration.ZERO, null))
                .toList();
        return new RunReport(
                "verify",
                source.file().toString(),
                target.url(),
                options.schema(),
                withVerification(tables, verification),
                prepared.plan().views().size(),
                findings,
                timings,
                SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()));
    }

    static Verification verify(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            Map<Phase, Duration> timings,
            RunListener listener) {
        long begin = System.nanoTime();
        Verification verification = new Verifier(
                        source,
                        target,
                        options.schema(),
                        prepared.plan(),
                        prepared.aside(),
                        listener,
                        Proof.options(source, prepared, options))
                .verify();
        timings.put(Phase.VERIFY, Duration.ofNanos(System.nanoTime() - begin));
        return verification;
    }

    static List<TableReport> withVerification(List<TableReport> tables, Verification verification) {
        Map<String, TableVerification> byName =
                verification.tables().stream().collect(Collectors.toMap(TableVerification::table, Function.identity()));
        return tables.stream()
                .map(table -> {
                    TableVerification result = byName.get(table.source());
                    if (result == null) {
                        return table;
                    }
                    boolean copied = table.rowsRead() > 0 || table.rowsLoaded() > 0;
                    return new TableReport(
                            table.source(),
                            table.target(),
                            copied ? table.rowsRead() : result.sourceRows(),
                            copied ? table.rowsLoaded() : result.targetRows(),
                            table.rowsQuarantined(),
                            table.bytes(),
                            table.copyTime(),
                            result.differingRows(),
                            table.rowsKept());
                })
                .toList();
    }

    /**
     * Reports a plan that cannot be followed, without a target.
     *
     * @param source the source
     * @param prepared its plan, with a blocker
     * @return the report; nothing was touched
     */
    public static RunReport refuse(SqliteSource source, PreparedMigration prepared) {
        return refuse("migrate", source, prepared);
    }

    private static RunReport refuse(String command, SqliteSource source, PreparedMigration prepared) {
        return new RunReport(
                command,
                source.file().toString(),
                null,
                null,
                untouched(prepared),
                0,
                prepared.findings(),
                Map.of(Phase.PROFILE, prepared.profileTime()),
                SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()));
    }

    private static List<TableReport> untouched(PreparedMigration prepared) {
        return prepared.profile().tables().stream()
                .map(profile -> untouched(profile, prepared.plan()))
                .toList();
    }

    private static TableReport untouched(TableProfile profile, MigrationPlan plan) {
        String name = profile.table().name();
        String target = plan.table(name).map(TablePlan::target).orElse("");
        return new TableReport(name, target, profile.rows(), 0, 0, profile.bytes(), Duration.ZERO, null);
    }
}
