package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.RunProcess;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** A run that ends before its end leaves nothing that the next one does not clear, and nothing twice. */
class KilledRunTest {

    private static final int ROWS = 100_000;
    /** Two primary keys, two next numbers, an index, a foreign key, a view, a function and its trigger. */
    private static final int STEPS = 9;

    private static final MigrateOptions RESUMING =
            MigrateOptions.defaults().with(new LoadOptions(0, 0, true, false, Duration.ofSeconds(30)));
    private static final String TABLES = "CREATE TABLE big (id INTEGER PRIMARY KEY, v TEXT);"
            + "CREATE TABLE small (id INTEGER PRIMARY KEY, big_id INTEGER REFERENCES big(id));"
            + "CREATE INDEX big_v ON big (v); CREATE VIEW names AS SELECT v FROM big;"
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
            + " INSERT INTO big SELECT i, 'a value of some length ' || i FROM n;"
            + "CREATE TRIGGER gone AFTER DELETE ON big BEGIN DELETE FROM small WHERE big_id = old.id; END;"
            + "INSERT INTO small VALUES (1, 7)";

    @TempDir
    Path folder;

    private Path file;
    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        file = Sqlite.run(folder.resolve("app.db"), TABLES);
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void runsAgainAfterAKillWhileCopying() throws Exception {
        RunProcess.killIn(Phase.COPY, file, database);
        assertThat(database.hasLedger()).isTrue();
        assertRunsToItsEnd();
    }

    @Test
    void runsAgainAfterAKillWhileBuildingKeys() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        assertThat(database.hasLedger()).isTrue();
        assertRunsToItsEnd();
    }

    @Test
    void keepsWhatIsThereWhenInterruptedAndGoesOn() throws Exception {
        Thread runner = Thread.currentThread();
        Heard heard = new Heard(InPhase.of(Phase.VERIFY, runner::interrupt));
        MigrationException failure = refusal(file, MigrateOptions.defaults(), heard);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Cause.INTERRUPTED);
        assertThat(heard.kept).isEqualTo(ROWS + 1);
        assertThat(functions()).containsExactly("gone");

        Heard again = new Heard(RunListener.NONE);
        assertThat(migrate(file, RESUMING, again).saysNo()).isFalse();

        assertThat(again.resumed).isEqualTo(ROWS + 1);
        assertThat(again.copied).isZero();
        assertComplete();
    }

    @Test
    void beginsAnewWithoutTheWordToGoOn() throws Exception {
        RunProcess.killIn(Phase.VERIFY, file, database);
        assertThat(functions()).containsExactly("gone");
        assertRunsToItsEnd();
        assertThat(functions()).containsExactly("gone");
    }

    @Test
    void goesOnAfterAKillWhileBuildingKeys() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        Heard heard = new Heard(RunListener.NONE);
        RunReport report = migrate(file, RESUMING, heard);
        assertThat(report.saysNo()).isFalse();
        assertThat(report.tables())
                .allSatisfy(table -> assertThat(table.rowsLoaded()).isEqualTo(table.rowsRead()));
        assertThat(heard.resumed).isEqualTo(ROWS + 1);
        assertThat(report.rowsBefore()).isEqualTo(ROWS + 1);
        assertThat(heard.stepsInAll).isBetween(1L, STEPS - 1L);
        assertThat(heard.steps).hasValue(heard.stepsInAll);
        assertComplete();
    }

    /** Of rows that are there none is waited for, though one session alone has much to build for the largest table. */
    @Test
    void countsNoTimeAsCopyingWhereAllRowsAreThere() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        List<String> built = new ArrayList<>();
        RunListener atKeys = InPhase.of(Phase.KEYS, () -> built.addAll(indexes()));
        MigrateOptions alone =
                MigrateOptions.defaults().with(new LoadOptions(1, 0, true, false, Duration.ofSeconds(30)));

        assertThat(migrate(file, alone, atKeys).saysNo()).isFalse();

        assertThat(built).doesNotContain("big_v");
        assertThat(indexes()).contains("big_v");
    }

    private List<String> indexes() {
        try {
            return database.rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnWhereNothingWasBegun() throws Exception {
        Heard heard = new Heard(RunListener.NONE);
        assertThat(migrate(file, RESUMING, heard).saysNo()).isFalse();
        assertThat(heard.resumed).isEqualTo(-1);
        assertThat(heard.steps).hasValue(STEPS);
        assertThat(heard.stepsInAll).isEqualTo(STEPS);
        assertComplete();
    }

    @Test
    void refusesToGoOnWithASourceThatHasChanged() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        Sqlite.run(file, "UPDATE big SET v = 'another value of length 7' WHERE id = 7");

        MigrationException refusal = refusal(file, RESUMING, RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("source has changed", "changed tables: big", "--resume");
        assertThat(database.rows("SELECT count(*) FROM big")).containsExactly(String.valueOf(ROWS));
        assertRunsToItsEnd();
    }

    /** Keeps what a run tells of going on. */
    private static final class Heard implements RunListener {

        private final RunListener other;
        private final AtomicLong rows = new AtomicLong();
        private volatile Phase phase = Phase.PROFILE;
        private volatile long resumed = -1;
        private volatile long kept = Long.MIN_VALUE;
        private volatile long copied;
        private final AtomicLong steps = new AtomicLong();
        private volatile long stepsInAll = -1;

        Heard(RunListener other) {
            this.other = other;
        }

        @Override
        public void begins(Phase begun, long total) {
            phase = begun;
            if (begun == Phase.KEYS) {
                stepsInAll = total;
            }
            other.begins(begun, total);
        }

        @Override
        public void rows(String table, long more) {
            if (phase == Phase.COPY) {
                copied = rows.addAndGet(more);
            }
            if (phase == Phase.KEYS) {
                steps.addAndGet(more);
            }
            other.rows(table, more);
        }

        @Override
        public void resumes(long before) {
            resumed = before;
        }

        @Override
        public void kept(long left) {
            kept = left;
        }
    }

    private List<String> functions() throws SQLException {
        return database.rows("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace");
    }

    @Test
    void keepsOthersAwayFromAnUnfinishedRun() throws Exception {
        RunProcess.killIn(Phase.KEYS, file, database);
        Path other = Sqlite.run(folder.resolve("other.db"), "CREATE TABLE theirs (id INTEGER PRIMARY KEY)");

        MigrationException refusal = refusal(other, MigrateOptions.defaults(), RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("unfinished run of another source", "--replace");
        assertThat(database.relations()).contains("public.big", "public.small").doesNotContain("public.theirs");
        migrate(other, new MigrateOptions("public", false, true, true, null, false), RunListener.NONE);
        assertThat(database.relations()).containsExactly("public.theirs");
    }

    @Test
    void clearsUpWhenInterruptedBeforeAnyRowIsThere() throws Exception {
        Path alone = Sqlite.run(
                folder.resolve("alone.db"),
                "CREATE TABLE big (id INTEGER PRIMARY KEY, v TEXT);"
                        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
                        + " INSERT INTO big SELECT i, 'a value of some length ' || i FROM n");
        Thread runner = Thread.currentThread();
        MigrationException failure =
                refusal(alone, MigrateOptions.defaults(), InPhase.of(Phase.COPY, runner::interrupt));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.reason()).isEqualTo(Cause.INTERRUPTED);
        assertThat(database.relations()).isEmpty();
        assertThat(database.hasLedger()).isFalse();
        assertRunsToItsEnd();
    }

    @Test
    void invitesToGoOnWhereItCannotSeeWhatIsLeft() throws Exception {
        assertThat(keptAfterAFailureOf(Cause.ENVIRONMENT)).isEqualTo(-1);
        assertRunsToItsEnd();
    }

    @Test
    void doesNotInviteToGoOnFromRefusedDataThoughItCannotClearUp() throws Exception {
        assertThat(keptAfterAFailureOf(Cause.DATA)).isEqualTo(Long.MIN_VALUE);
        assertRunsToItsEnd();
    }

    /** With the connection lost by which it would clear up. */
    private long keptAfterAFailureOf(Cause reason) throws SQLException {
        Heard heard = new Heard(new RunListener() {
            @Override
            public void rows(String table, long rows) {
                try {
                    database.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                throw new MigrationException(reason, "It fails here", "", null);
            }
        });
        assertThat(refusal(file, MigrateOptions.defaults(), heard).reason()).isEqualTo(reason);
        assertThat(database.hasLedger()).isTrue();
        return heard.kept;
    }

    @Test
    void survivesTheEndOfItsCopyConnection() throws Exception {
        assertSurvivesTermination("query LIKE 'COPY %'");
    }

    @Test
    void survivesTheEndOfAllItsConnections() throws Exception {
        assertSurvivesTermination("true");
    }

    private void assertSurvivesTermination(String which) throws SQLException {
        InPhase termination = InPhase.of(
                Phase.COPY,
                () -> assertThat(database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND " + which))
                        .isNotEmpty()
                        .containsOnly("t"));

        MigrationException failure = refusal(file, MigrateOptions.defaults(), termination);

        assertThat(failure.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(failure.line()).contains("run the same command again").doesNotContain("\n");
        assertRunsToItsEnd();
    }

    @Test
    void saysWhereTheRowsAreWhenTheConnectionIsLostWhileComparing() throws Exception {
        InPhase termination = InPhase.of(
                Phase.VERIFY,
                () -> database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));

        MigrationException failure = refusal(file, MigrateOptions.defaults(), termination);

        assertThat(failure.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(failure.line())
                .contains(
                        "connection to PostgreSQL was lost",
                        "The rows are in PostgreSQL",
                        "--resume",
                        "liftlock verify")
                .doesNotContain("liftlock verify again");
        Heard again = new Heard(RunListener.NONE);
        assertThat(migrate(file, RESUMING, again).saysNo()).isFalse();
        assertThat(again.copied).isZero();
        assertComplete();
    }

    @Test
    void refusesASecondRunAtTheSameTime() throws Exception {
        InPhase second = InPhase.of(Phase.COPY, () -> {
            MigrationException refusal = refusal(file, MigrateOptions.defaults(), RunListener.NONE);
            assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
            assertThat(refusal.line()).contains("Another run of Liftlock is at work");
        });
        RunReport report = migrate(file, MigrateOptions.defaults(), second);
        assertThat(second.isDone()).isTrue();
        assertThat(report.saysNo()).isFalse();
        assertComplete();
    }

    @Test
    void refusesAFinishedTarget() throws Exception {
        assertRunsToItsEnd();

        MigrationException refusal = refusal(file, MigrateOptions.defaults(), RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("big", "small", "nothing was changed", "--schema", "--replace", "verify");
        assertComplete();
        migrate(file, new MigrateOptions("elsewhere", false, false, true, null, false), RunListener.NONE);
        assertThat(database.relations()).hasSize(6).contains("elsewhere.big", "elsewhere.names");
        assertThat(database.hasLedger()).isFalse();
    }

    @Test
    void goesOnToTheProofWhereARunWasKilledBehindItsLastCommit() throws Exception {
        assertRunsToItsEnd();
        String made = identities();

        Heard heard = new Heard(RunListener.NONE);
        RunReport report = migrate(file, RESUMING, heard);

        assertThat(report.saysNo()).isFalse();
        assertThat(report.tables()).hasSize(2).allSatisfy(table -> {
            assertThat(table.rowsLoaded()).isEqualTo(table.rowsRead());
            assertThat(table.differingRows()).isZero();
        });
        assertThat(heard.resumed).isEqualTo(ROWS + 1);
        assertThat(report.rowsBefore()).isEqualTo(ROWS + 1);
        assertThat(heard.copied).isZero();
        assertThat(identities()).isEqualTo(made);
        assertComplete();
    }

    @Test
    void takesNobodysWordThatARunHasReachedItsEnd() throws Exception {
        assertRunsToItsEnd();
        database.execute("UPDATE big SET v = 'theirs' WHERE id = 7");
        String made = identities();

        assertThat(migrate(file, RESUMING, RunListener.NONE).saysNo()).isTrue();

        assertThat(identities()).isEqualTo(made);
        assertThat(database.rows("SELECT v FROM big WHERE id = 7")).containsExactly("theirs");
        assertThat(database.hasLedger()).isFalse();
    }

    @Test
    void doesNotGoOnFromSomethingElseThanAWholeRun() throws Exception {
        assertRunsToItsEnd();
        MigrateOptions uncompared =
                new MigrateOptions("public", false, false, false, null, false).with(RESUMING.load());
        assertThat(refusal(file, uncompared, RunListener.NONE).line()).contains("already has tables");
        database.execute("DROP VIEW names");
        assertThat(refusal(file, RESUMING, RunListener.NONE).line()).contains("already has tables");
    }

    @Test
    void replacesAWholeRunOnTheUsersWord() throws Exception {
        assertRunsToItsEnd();
        database.execute("UPDATE big SET v = 'theirs' WHERE id = 7");
        MigrateOptions replacing = new MigrateOptions("public", false, true, true, null, false).with(RESUMING.load());

        assertThat(migrate(file, replacing, RunListener.NONE).saysNo()).isFalse();

        assertComplete();
    }

    private String identities() throws SQLException {
        return String.join(
                " ",
                database.rows("SELECT relname || '=' || oid FROM pg_class"
                        + " WHERE relnamespace = 'public'::regnamespace ORDER BY 1"));
    }

    @Test
    void replacesExactlyThePlansTables() throws Exception {
        database.execute(
                "CREATE TABLE big (theirs text)",
                "INSERT INTO big VALUES ('old')",
                "CREATE VIEW names AS SELECT theirs FROM big",
                "CREATE TABLE bigger (theirs text)",
                "INSERT INTO bigger VALUES ('kept')");

        RunReport report =
                migrate(file, new MigrateOptions("public", false, true, true, null, false), RunListener.NONE);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT * FROM bigger")).containsExactly("kept");
        database.execute("DROP TABLE bigger");
        assertComplete();
    }

    @Test
    void replacesNothingThatOthersDependOn() throws Exception {
        database.execute(
                "CREATE TABLE big (theirs text)",
                "INSERT INTO big VALUES ('old')",
                "CREATE VIEW names AS SELECT theirs FROM big",
                "CREATE VIEW report AS SELECT theirs FROM big");

        MigrationException refusal =
                refusal(file, new MigrateOptions("public", false, true, true, null, false), RunListener.NONE);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line()).contains("report", "nothing was changed", "--schema");
        assertThat(database.relations()).containsExactly("public.big", "public.names", "public.report");
        assertThat(database.rows("SELECT * FROM names")).containsExactly("old");
    }

    private void assertRunsToItsEnd() throws SQLException {
        assertThat(migrate(file, MigrateOptions.defaults(), RunListener.NONE).saysNo())
                .isFalse();
        assertComplete();
    }

    private void assertComplete() throws SQLException {
        assertThat(database.relations()).containsExactly("public.big", "public.names", "public.small");
        assertThat(database.rows("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM big"))
                .containsExactly(ROWS + "|" + ROWS + "|1|" + ROWS);
        assertThat(database.rows("SELECT * FROM small")).containsExactly("1|7");
        assertThat(database.hasLedger()).isFalse();
    }

    private MigrationException refusal(Path source, MigrateOptions options, RunListener listener) {
        return catchThrowableOfType(MigrationException.class, () -> migrate(source, options, listener));
    }

    private RunReport migrate(Path from, MigrateOptions options, RunListener listener) {
        try (SqliteSource source = SqliteSource.open(from, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            return Migration.migrate(source, prepared, database.target(), options, listener);
        }
    }
}
