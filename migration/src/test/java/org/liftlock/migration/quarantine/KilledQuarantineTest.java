package org.liftlock.migration.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.testing.JavaProcess;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** A run that is killed while it sets rows aside goes on, and no row is lost or there twice. */
class KilledQuarantineTest {

    private static final int ROWS = 30_000;
    private static final int TABLES = 4;
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    private Path file;
    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        file = folder.resolve("app.db");
        for (int table = 0; table < TABLES; table++) {
            Sqlite.run(
                    file,
                    "CREATE TABLE t" + table + " (id INTEGER PRIMARY KEY, v TEXT, c INTEGER CHECK (c > 0))",
                    "PRAGMA ignore_check_constraints = ON;"
                            + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
                            + " INSERT INTO t" + table + " SELECT i, CASE WHEN i % 1999 = " + table
                            + " THEN CAST(x'6100' AS TEXT) || i ELSE 'v' || i END,"
                            + " CASE WHEN " + table + " = 3 AND i % 5003 = 0 THEN -1 ELSE i END FROM n");
        }
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void goesOnWhereverItIsKilled() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long quarantined = 15 + 16 + 16 + 16 + 5;
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(random.nextInt(TABLES * ROWS), kill > 0);

            assertThat(database.rows("SELECT count(*), count(DISTINCT (source_table, source_row))"
                                    + " FROM liftlock.quarantine")
                            .get(0)
                            .split("\\|"))
                    .as("no row twice")
                    .satisfies(counts -> assertThat(counts[0]).isEqualTo(counts[1]));
        }

        RunReport report = run(file, database.target(), true, RunListener.NONE);

        assertThat(report.findings())
                .extracting("code")
                .doesNotContain(FindingCode.ROWS_DIFFER, FindingCode.STATEMENT_FAILED);
        assertThat(report.tables()).allSatisfy(table -> {
            assertThat(table.rowsRead()).isEqualTo(ROWS);
            assertThat(table.rowsLoaded() + table.rowsQuarantined()).isEqualTo(ROWS);
            assertThat(table.differingRows()).isZero();
        });
        assertThat(database.rows(
                        "SELECT count(*), count(DISTINCT (source_table, source_row)) FROM liftlock.quarantine"))
                .containsExactly(quarantined + "|" + quarantined);
        assertThat(database.rows("SELECT sum(c) FROM (SELECT count(*) AS c FROM t0 UNION ALL SELECT count(*) FROM t1"
                        + " UNION ALL SELECT count(*) FROM t2 UNION ALL SELECT count(*) FROM t3) AS a"))
                .containsExactly(String.valueOf(TABLES * ROWS - quarantined));
        assertThat(
                        database.rows(
                                "SELECT count(*) FROM liftlock.quarantine WHERE contents[2]"
                                        + " <> decode('6100', 'hex') || convert_to(substr(source_row, 7), 'UTF8') AND sqlstate = '22000'"))
                .as("byte for byte")
                .containsExactly("0");
    }

    @Test
    void provesAWholeRunWithTheRowsThatItSetAside() {
        RunReport first = run(file, database.target(), false, RunListener.NONE);

        RunReport again = run(file, database.target(), true, RunListener.NONE);

        assertThat(again.findings()).isEqualTo(first.findings()).isNotEmpty();
        assertThat(again.tables())
                .usingRecursiveComparison()
                .ignoringFields("bytes", "copyTime")
                .isEqualTo(first.tables());
    }

    private void killAfter(int rows, boolean resume) throws IOException, InterruptedException {
        Process process = JavaProcess.start(
                KilledQuarantineTest.class,
                String.valueOf(rows),
                file.toString(),
                database.url(),
                String.valueOf(resume));
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("in the middle");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A run that stops for good once it has told of so many rows, to be killed there. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        long stop = Long.parseLong(arguments[0]);
        AtomicLong told = new AtomicLong();
        RunListener listener = new RunListener() {
            private volatile boolean copies;

            @Override
            public void begins(Phase phase, long total) {
                copies = copies || phase == Phase.COPY;
                if (phase == Phase.VERIFY) {
                    halt();
                }
            }

            @Override
            public void rows(String table, long rows) {
                if (copies && told.addAndGet(rows) >= stop) {
                    halt();
                }
            }

            private void halt() {
                out.println("in the middle");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        run(
                Path.of(arguments[1]),
                TargetDatabase.of(arguments[2], new Properties()),
                Boolean.parseBoolean(arguments[3]),
                listener);
        out.println("at its end");
    }

    private static RunReport run(Path from, TargetDatabase target, boolean resume, RunListener listener) {
        try (SqliteSource source = SqliteSource.open(from, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            return Migration.migrate(
                    source,
                    prepared,
                    target,
                    MigrateOptions.defaults().with(new LoadOptions(2, 0, resume, true, Duration.ofSeconds(30))),
                    listener);
        }
    }
}
