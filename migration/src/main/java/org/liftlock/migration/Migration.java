package org.liftlock.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.assessment.MoveEstimate;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.TriggerPlan;
import org.liftlock.migration.plan.WrittenPlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.SchemaReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.StallWatch;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetOccupancy;

/** The steps of moving a database, for programs; the command line is one of them. Stateless and thread-safe. */
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
        if (planFile == null) {
            return Preparation.fresh(source, options, listener);
        }
        WrittenPlan written = PlanFile.read(planFile);
        PlanFile.requireSameSchema(written, source.schema());
        PlanOptions followed = written.plan()
                .options()
                .withRedact(options.redact())
                .withChoices(options.choices())
                .withTables(options.tables());
        return Preparation.revised(source, written, null, followed, listener);
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
        PreparedMigration prepared = Preparation.revised(
                source, written, there.own(), options.over(written.plan().options()), listener);
        return prepared.withChanges(there.since(prepared.changes()));
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
        PreparedMigration followed = options.load().quarantinesBadRows() ? prepared.settingRefusedAside() : prepared;
        if (followed.isBlocked()) {
            return refuse("migrate", source, followed);
        }
        Proof.requireRunnable(source, options);
        try (StallWatch watch = new StallWatch(target, options.load().stallTime())) {
            TargetDatabase watched = target.forRun(watch);
            return options.existing()
                    ? new ExistingSchemaRun(source, followed, watched, options, listener).run()
                    : new MigrationRun(source, followed, watched, options, listener).run();
        }
    }

    /**
     * Writes down what {@link #migrate} would run into tables that it makes itself; nothing is changed.
     *
     * @param source the source
     * @param prepared its plan, without a blocker
     * @param options how
     * @param target where to look for what stands in the way, or null
     * @return the statements
     * @throws MigrationException if the target refuses or vanishes
     */
    public static RunScript script(
            SqliteSource source, PreparedMigration prepared, MigrateOptions options, @Nullable TargetDatabase target) {
        String file = source.file().toString();
        if (target == null) {
            return RunScript.of(file, prepared, options, List.of(), List.of());
        }
        target.requireUsable(options.schema());
        List<String> functions =
                prepared.plan().triggers().stream().map(TriggerPlan::target).toList();
        try (Connection connection = target.connect()) {
            TargetOccupancy occupancy = new TargetOccupancy(connection, options.schema());
            List<String> taken = occupancy.taken(prepared.plan().targetNames());
            List<String> takenFunctions = occupancy.takenFunctions(functions);
            List<String> drops = options.replace() ? occupancy.dropStatements(taken, takenFunctions) : List.of();
            List<String> inTheWay = new ArrayList<>(options.replace() ? List.of() : taken);
            return RunScript.of(file, prepared, options, drops, inTheWay);
        } catch (SQLException e) {
            throw target.explain(e);
        }
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
        try (StallWatch watch = new StallWatch(target, options.load().stallTime())) {
            return new VerificationRun(source, prepared, target.forRun(watch), options, listener).run();
        }
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
                SchemaReport.of(source.schema(), prepared.profile(), prepared.plan()),
                0);
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
