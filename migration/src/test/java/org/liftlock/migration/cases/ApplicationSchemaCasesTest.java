package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Cases of targets whose tables the application itself has made, and keeps. */
class ApplicationSchemaCasesTest {

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void keepsNarrowIntegersThatTheApplicationReads() throws SQLException {
        database.execute("CREATE TABLE b06 (atype integer NOT NULL, kdf integer NOT NULL, uuid text PRIMARY KEY)");

        RunReport report = fill("b06");

        assertThat(report.saysNo()).isFalse();
        assertThat(database.columns("b06"))
                .containsExactly("atype integer not null", "kdf integer not null", "uuid text not null");
        assertThat(database.rows("SELECT uuid, kdf, atype FROM b06")).containsExactly("u1|0|1");
    }

    @Test
    void provesBeforehandThatNarrowIntegersHoldEveryValue() throws SQLException {
        database.execute(
                "CREATE TABLE b07 (id integer PRIMARY KEY, gps_time integer, depth bigint, small smallint, t smallint,"
                        + " big numeric)");

        RunReport report = fill("b07");

        assertThat(report.target()).as("nothing was touched").isNull();
        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == FindingCode.VALUE_DOES_NOT_FIT)
                .extracting(Finding::where)
                .containsExactly("b07.gps_time", "b07.small");
    }

    @Test
    void fillsColumnsWhoseIdsAreAlwaysGenerated() throws SQLException {
        database.execute("CREATE TABLE b12 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)");

        RunReport report = fill("b12");

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT * FROM b12")).containsExactly("41|x");
        assertThat(database.columns("b12")).contains("id bigint not null always");
        assertThat(database.value("INSERT INTO b12 (v) VALUES ('next') RETURNING id"))
                .isEqualTo("42");
    }

    @Test
    void refusesRowsThatTheApplicationHasSeeded() throws SQLException {
        database.execute(
                "CREATE TABLE b13 (id bigint PRIMARY KEY, name text UNIQUE)",
                "INSERT INTO b13 VALUES (1, 'default'), (7, 'mine')");

        MigrationException refusal = catchThrowableOfType(MigrationException.class, () -> fill("b13"));

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line())
                .contains("hold rows already")
                .contains(
                        "table b13: 2 rows there, of the source's keys 1 by b13_pkey and 2 by b13_name_key are among");
        assertThat(database.rows("SELECT * FROM b13 ORDER BY 1")).containsExactly("1|default", "7|mine");
    }

    private RunReport fill(String name) throws SQLException {
        Path file = Sqlite.run(folder.resolve(name + ".sqlite"), Sqlite.failureCase(name));
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration planned = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            PreparedMigration fitted =
                    Migration.fitToExisting(source, planned, database.target(), "public", false, RunListener.NONE);
            MigrateOptions existing = new MigrateOptions("public", true, false, true, null, false);
            return Migration.migrate(source, fitted, database.target(), existing, RunListener.NONE);
        }
    }
}
