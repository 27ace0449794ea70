package org.liftlock.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.profile.DatabaseProfiler;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;

/** Compile-time stand-in. */
public final class Migration {

    private Migration() {}

    /** The version. @return version */
    public static String version() {
        String version = Migration.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Prepares. @param source s @param options o @param planFile p @param listener l @return prepared */
    public static PreparedMigration prepare(
            SqliteSource source, PlanOptions options, @Nullable Path planFile, RunListener listener) {
        listener.begins(Phase.PROFILE, -1);
        return new PreparedMigration(
                new DatabaseProfiler(source, listener).profile(),
                new MigrationPlan(version(), "", options, List.of(), List.of()),
                List.of(),
                Duration.ZERO);
    }

    /** Writes. @param source s @param prepared p @param folder f */
    public static void writePlan(SqliteSource source, PreparedMigration prepared, Path folder) {
        throw new IllegalStateException("stand-in");
    }

    /** Migrates. @param source s @param prepared p @param target t @param options o @param listener l @return report */
    public static RunReport migrate(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunListener listener) {
        throw new IllegalStateException("stand-in");
    }

    /** Verifies. @param source s @param prepared p @param target t @param schema n @param redact r @param listener l
     * @return report */
    public static RunReport verify(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            String schema,
            boolean redact,
            RunListener listener) {
        throw new IllegalStateException("stand-in");
    }
}
