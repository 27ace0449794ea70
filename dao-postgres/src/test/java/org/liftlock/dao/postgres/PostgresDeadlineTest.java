package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Action;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.test.PostgresForTests;

class PostgresDeadlineTest {

    private static final String URL = PostgresForTests.emptyDatabase();

    private Database database;
    private Statements statements;

    @BeforeEach
    void open() {
        open(PostgresConfig.url(URL).poolSize(1));
    }

    private void open(PostgresConfig config) {
        database = PostgresDatabase.builder(config)
                .repositories(Statements.MODULE)
                .withoutMigrations()
                .open();
        statements = database.repository(Statements.class);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Transactions within(int millis) {
        return database.transactions().with(UnitOptions.defaults().timeout(Duration.ofMillis(millis)));
    }

    private static void assertFails(ErrorKind kind, Action<? extends Exception> action) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(action::run)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void stopsAStatementOnTheServerWhenTheTimeOfItsUnitIsOver() throws Exception {
        assertFails(ErrorKind.TIMEOUT, () -> within(100).read(() -> statements.text("select pg_sleep(60)::text")));
        assertFails(ErrorKind.TIMEOUT, () -> within(100).write(() -> statements.execute("select pg_sleep(60)")));

        assertThat(statements.text("select count(*) from pg_stat_activity"
                        + " where query like 'select pg_sleep%' and state = 'active'"))
                .isEqualTo("0");
    }

    @Test
    void doesNotHandOutAConnectionAgainOnWhichADeadlineFired() {
        String before = statements.text("select pg_backend_pid()");
        assertFails(ErrorKind.TIMEOUT, () -> within(100).read(() -> statements.text("select pg_sleep(60)::text")));
        String after = statements.text("select pg_backend_pid()");
        within(60_000).read(() -> statements.text("select 1"));

        assertThat(after).isNotEqualTo(before);
        assertThat(statements.text("select pg_backend_pid()")).isEqualTo(after);
    }

    @Test
    void refusesStatementsAndTheCommitOnceTheTimeIsOver() throws Exception {
        statements.execute("create table refused (id int)");
        assertFails(
                ErrorKind.TIMEOUT,
                () -> within(20).read(() -> {
                    Thread.sleep(40);
                    statements.text("select 1");
                }));
        assertFails(
                ErrorKind.TIMEOUT,
                () -> within(500).write(() -> {
                    statements.execute("insert into refused values (1)");
                    Thread.sleep(600);
                }));
        assertThat(statements.text("select count(*) from refused")).isEqualTo("0");
    }

    @Test
    void countsTheWaitForAConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> database.transactions().write(() -> {
            begun.countDown();
            awaitUninterruptibly(done);
        }));
        holder.start();
        begun.await();

        assertFails(ErrorKind.TIMEOUT, () -> within(100).read(() -> statements.text("select 1")));
        done.countDown();
        holder.join();
    }

    @Test
    void countsTheWaitForALock() throws Exception {
        statements.execute("create table locked (id int)");
        try (Connection other = DriverManager.getConnection(URL);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table locked");

            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(100).write(() -> statements.execute("insert into locked values (1)")));
        }
    }

    @Test
    void saysThatSomebodyElseStoppedTheStatement() throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread victim = new Thread(() -> statements.text("select 'victim', pg_sleep(60)"));
        victim.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        victim.start();
        try (Connection other = DriverManager.getConnection(URL);
                Statement statement = other.createStatement()) {
            while (victim.isAlive()) {
                statement.execute("select pg_cancel_backend(pid) from pg_stat_activity"
                        + " where query like 'select ''victim''%' and state = 'active'");
                victim.join(20);
            }
        }
        assertThat(failure.get())
                .isInstanceOfSatisfying(
                        DaoException.class, thrown -> assertThat(thrown.kind()).isEqualTo(ErrorKind.CANCELLED));
    }

    @Test
    void knowsATimeOutInAnyLanguage() {
        database.close();
        open(PostgresConfig.url(URL).timeouts(PostgresTimeouts.defaults().statement(Duration.ofSeconds(1))));
        // What a server says that speaks German.
        String german = "raise exception 'storniere Anfrage' using errcode = 'query_canceled'";

        assertFails(
                ErrorKind.TIMEOUT,
                () -> statements.execute(
                        "do $$ begin perform pg_sleep(60); exception when query_canceled then " + german + "; end $$"));
        assertFails(ErrorKind.CANCELLED, () -> statements.execute("do $$ begin " + german + "; end $$"));
    }

    @Test
    void knowsATimeOutThatAUnitHasSetItself() {
        assumeThat(statements.text("show lc_messages"))
                .as("the language of the server, in which alone it says so")
                .matches("(?i)(C|POSIX|en).*");
        assertFails(
                ErrorKind.TIMEOUT,
                () -> database.transactions().write(() -> {
                    statements.execute("set local statement_timeout = 50");
                    statements.execute("select pg_sleep(60)");
                }));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
