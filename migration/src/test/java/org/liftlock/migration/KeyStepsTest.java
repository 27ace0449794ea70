package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.RunProcess;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** What building keys says that it will go through is what it goes through. */
class KeyStepsTest {

    private static final int ROWS = 30_000;
    private static final String TABLES =
            "CREATE TABLE big (id INTEGER PRIMARY KEY, code TEXT UNIQUE, v TEXT CHECK (v <> ''),"
                    + " next INTEGER REFERENCES big(id));"
                    + "CREATE TABLE tall (id INTEGER PRIMARY KEY, big_id INTEGER REFERENCES big(id));"
                    + "CREATE TABLE small (id INTEGER PRIMARY KEY AUTOINCREMENT, big_id INTEGER REFERENCES big(id));"
                    + "CREATE TABLE other (a TEXT, b TEXT, PRIMARY KEY (a, b));"
                    + "CREATE INDEX big_v ON big (v); CREATE INDEX small_big ON small (big_id);"
                    + "CREATE VIEW names AS SELECT v FROM big;"
                    + "CREATE TRIGGER gone AFTER DELETE ON big BEGIN DELETE FROM small WHERE big_id = old.id; END;"
                    + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
                    + " INSERT INTO big SELECT i, 'code ' || i, 'a value of some length ' || i, 1 FROM n;"
                    + "INSERT INTO tall SELECT id, id FROM big; INSERT INTO small VALUES (1, 7)";

    /** Primary keys 4, unique 1, indexes 2, check 1, next numbers 3, foreign keys 3, view 1, function and trigger. */
    private static final int STEPS = 17;

    @TempDir
    Path folder;

    private Path file;
    private TestDatabase database;
    private final Heard heard = new Heard();

    @BeforeEach
    void make() throws SQLException {
        file = Sqlite.run(folder.resolve("app.db"), TABLES);
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    /** Counts the steps of the phase. */
    private static final class Heard implements RunListener {

        private final AtomicLong done = new AtomicLong();
        private volatile boolean counts;
        private volatile long total = -1;

        @Override
        public void begins(Phase phase, long announced) {
            counts = phase == Phase.KEYS;
            if (counts) {
                total = announced;
            }
        }

        @Override
        public void rows(String table, long rows) {
            if (counts) {
                done.addAndGet(rows);
            }
        }
    }

    @Test
    void goesThroughAsManyStepsAsItSays() {
        migrate(LoadOptions.defaults());
        assertThat(heard.total).isEqualTo(STEPS);
        assertThat(heard.done).hasValue(STEPS);
    }

    @Test
    void countsTheSameForTablesInParts() {
        migrate(new LoadOptions(2, 0, false, false, Duration.ofSeconds(30), 500_000));
        assertThat(heard.total).isEqualTo(STEPS);
        assertThat(heard.done).hasValue(STEPS);
    }

    @Test
    void countsWhatTheServerRefusesAsWell() throws SQLException {
        Sqlite.run(
                file,
                "INSERT INTO tall VALUES (" + (ROWS + 1) + ", -1);"
                        + "PRAGMA ignore_check_constraints = ON; INSERT INTO big VALUES (" + (ROWS + 1)
                        + ", 'one more', '', 1)");
        RunReport report = migrate(LoadOptions.defaults());
        assertThat(report.findings()).isNotEmpty();
        assertThat(heard.total).isEqualTo(STEPS);
        assertThat(heard.done).hasValue(STEPS);
    }

    @Test
    void countsKeysUnderWhichRowsAreLoadedAgain() throws SQLException {
        Sqlite.run(
                file,
                "PRAGMA ignore_check_constraints = ON; INSERT INTO big VALUES (" + (ROWS + 1) + ", 'one more', '', 1)");
        migrate(new LoadOptions(0, 0, false, true, Duration.ofSeconds(30)));
        assertThat(heard.total).isEqualTo(STEPS);
        assertThat(heard.done).hasValue(STEPS);
    }

    @Test
    void leavesOutWhatAnEarlierRunHasDone() throws Exception {
        RunProcess.killIn(Phase.VERIFY, file, database);
        migrate(new LoadOptions(0, 0, true, false, Duration.ofSeconds(30)));
        assertThat(heard.total).isZero();
        assertThat(heard.done).hasValue(0);
    }

    @Test
    void goesThroughTheRestAfterAKillBetween() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        migrate(new LoadOptions(0, 0, true, false, Duration.ofSeconds(30)));
        assertThat(heard.total).isBetween(1L, (long) STEPS);
        assertThat(heard.done).hasValue(heard.total);
    }

    private RunReport migrate(LoadOptions load) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            MigrateOptions options = MigrateOptions.defaults().with(load);
            return Migration.migrate(source, prepared, database.target(), options, heard);
        }
    }
}
