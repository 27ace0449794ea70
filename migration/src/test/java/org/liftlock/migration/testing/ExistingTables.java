package org.liftlock.migration.testing;

import java.nio.file.Path;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;

/** A SQLite file and a database whose tables are there before its rows. */
public record ExistingTables(Path file, TestDatabase database) {

    /** Into the schema public, every row compared. */
    public static MigrateOptions options(boolean replace) {
        return new MigrateOptions("public", true, replace, true, null, false);
    }

    public RunReport migrate(MigrateOptions options, RunListener listener) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            return Migration.migrate(source, prepare(source), database.target(), options, listener);
        }
    }

    public RunReport verify(MigrateOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            return Migration.verify(source, prepare(source), database.target(), options, RunListener.NONE);
        }
    }

    private PreparedMigration prepare(SqliteSource source) {
        PreparedMigration planned = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
        return Migration.fitToExisting(source, planned, database.target(), "public", false, RunListener.NONE);
    }
}
