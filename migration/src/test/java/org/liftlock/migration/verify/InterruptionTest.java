package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;

class InterruptionTest {

    @Test
    void endsSoonWhenInterruptedWhileTheServerIsSilent(@TempDir Path folder) throws Exception {
        try (TwoDatabases databases = new TwoDatabases(folder)) {
            databases.sqlite("CREATE TABLE t (v)", "INSERT INTO t VALUES (1)");
            databases.postgres(
                    "CREATE TABLE t (v bigint)", "INSERT INTO t VALUES (1)", "CREATE TABLE locked (v bigint)");
            databases.plan(table("t", column("v", "bigint")));
            try (Connection blocker = databases.target().connect();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("LOCK TABLE \"" + databases.schema() + "\".t IN ACCESS EXCLUSIVE MODE");
                CompletableFuture<Throwable> thrown = new CompletableFuture<>();
                CountDownLatch begun = new CountDownLatch(1);
                Thread thread = new Thread(() -> {
                    try {
                        databases.verify(
                                new RunListener() {
                                    @Override
                                    public void rows(String table, long rows) {
                                        begun.countDown();
                                    }

                                    @Override
                                    public void begins(Phase phase, long totalRows) {
                                        begun.countDown();
                                    }
                                },
                                false);
                        thrown.complete(new AssertionError("it ended while the table was locked"));
                    } catch (Throwable e) {
                        thrown.complete(e);
                    }
                });
                thread.start();
                assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
                awaitLockWaiter(databases);
                thread.interrupt();
                assertThat(thrown.get(1, TimeUnit.MINUTES))
                        .isInstanceOfSatisfying(
                                MigrationException.class,
                                e -> assertThat(e.reason()).isEqualTo(Cause.INTERRUPTED));
                thread.join();
                assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(other -> other.getName().equals("liftlock-verify"));
                blocker.rollback();
            }
        }
    }

    private static void awaitLockWaiter(TwoDatabases databases) throws SQLException, InterruptedException {
        try (Connection connection = databases.target().connect();
                Statement statement = connection.createStatement()) {
            for (int attempt = 0; attempt < 600; attempt++) {
                try (var rows =
                        statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '\""
                                + databases.schema() + "\".t'::regclass")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("nothing waits for the table");
    }

    @Test
    void saysWhatToDoWhenTheServerCannotBeReached(@TempDir Path folder) throws SQLException {
        try (TwoDatabases databases = new TwoDatabases(folder)) {
            databases.sqlite("CREATE TABLE t (v)");
            databases.plan(table("t", column("v", "bigint")));
            TargetDatabase nowhere = TargetDatabase.of("jdbc:postgresql://127.0.0.1:1/none", new Properties());
            try (SqliteSource source = SqliteSource.open(databases.file(), SourceOptions.defaults())) {
                Verifier verifier =
                        new Verifier(source, nowhere, databases.schema(), databases.plan(), RunListener.NONE);
                assertThatThrownBy(verifier::verify).isInstanceOfSatisfying(MigrationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Cause.ENVIRONMENT);
                    assertThat(e.line()).contains("127.0.0.1:1", "verify again");
                });
            }
        }
    }

    @Test
    void readsTheWholeTargetInOneSnapshotAndChangesNothing(@TempDir Path folder) throws SQLException {
        try (TwoDatabases databases = new TwoDatabases(folder)) {
            databases.sqlite("CREATE TABLE t (v)", "INSERT INTO t VALUES (1)", "CREATE TABLE u (v)");
            databases.postgres("CREATE TABLE t (v bigint)", "INSERT INTO t VALUES (1)", "CREATE TABLE u (v bigint)");
            databases.plan(table("t", column("v", "bigint")));
            databases.plan(table("u", column("v", "bigint")));
            RunListener writer = new RunListener() {
                @Override
                public void rows(String table, long rows) {
                    if (table.equals("t")) {
                        try {
                            databases.postgres("INSERT INTO u VALUES (2)");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
            };
            assertThat(databases.verify(writer, false).findings()).isEmpty();
            assertThat(databases.verify().tables())
                    .isEqualTo(List.of(new TableVerification("t", 1, 1, 0), new TableVerification("u", 0, 1, 1)));
        }
    }
}
