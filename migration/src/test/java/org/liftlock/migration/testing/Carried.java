package org.liftlock.migration.testing;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;

/** A SQLite file that a whole run, verification included, has carried into a database of its own. */
public record Carried(TestDatabase database, PreparedMigration prepared, RunReport report) implements AutoCloseable {

    /** One failure case with the default decisions. */
    public static Carried failureCase(Path folder, String name) throws SQLException {
        return failureCase(folder, name, PlanOptions.defaults());
    }

    public static Carried failureCase(Path folder, String name, PlanOptions options) throws SQLException {
        Path file = Sqlite.run(folder.resolve(name + ".sqlite"), Sqlite.failureCase(name));
        TestDatabase database = TestPostgres.freshDatabase();
        try {
            return into(database, file, options, MigrateOptions.defaults());
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Runs with everything by default but what is given. */
    public static Carried into(TestDatabase database, Path file, PlanOptions planOptions, MigrateOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, planOptions, null, RunListener.NONE);
            RunReport report = Migration.migrate(source, prepared, database.target(), options, RunListener.NONE);
            return new Carried(database, prepared, report);
        }
    }

    public static Carried into(TestDatabase database, Path file) {
        return into(database, file, PlanOptions.defaults(), MigrateOptions.defaults());
    }

    /** What the findings say, each as {@code code where: detail}. */
    public List<String> findings() {
        return report.findings().stream()
                .map(finding -> finding.code().code() + " " + finding.where() + ": " + finding.detail())
                .toList();
    }

    /** Where a kind of finding was found. */
    public List<String> where(FindingCode code) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(finding -> finding.where())
                .toList();
    }

    /** The details of a kind of finding at one place. */
    public List<String> details(FindingCode code, String where) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code && finding.where().equals(where))
                .map(finding -> finding.detail())
                .toList();
    }

    /** Whether every row was read, loaded and found equal. */
    public boolean everyRowProved() {
        return report.tables().stream().allMatch(Carried::proved);
    }

    private static boolean proved(TableReport table) {
        Long differing = table.differingRows();
        return table.rowsRead() == table.rowsLoaded() && differing != null && differing == 0;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
