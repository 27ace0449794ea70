package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.test.PostgresForTests;

class PostgresDatabaseTest {

    private static final PostgresConfig CONFIG =
            PostgresConfig.url(PostgresForTests.emptyDatabase()).poolSize(4);

    private static Database open(PostgresConfig config) {
        return PostgresDatabase.builder(config)
                .repositories(Statements.MODULE)
                .withoutMigrations()
                .open();
    }

    @Test
    void setsUpItsSessions() {
        PostgresConfig config = CONFIG.applicationName("time machine")
                .timeouts(PostgresTimeouts.defaults()
                        .statement(Duration.ofSeconds(7))
                        .lock(Duration.ofSeconds(6))
                        .idleInTransaction(Duration.ofSeconds(5)));
        try (Database database = open(config)) {
            Statements server = database.repository(Statements.class);
            assertThat(server.text("show timezone")).isEqualTo("UTC");
            assertThat(server.text("show application_name")).isEqualTo("time machine");
            assertThat(server.text("show statement_timeout")).isEqualTo("7s");
            assertThat(server.text("show lock_timeout")).isEqualTo("6s");
            assertThat(server.text("show idle_in_transaction_session_timeout")).isEqualTo("5s");
            assertThat(server.text("show transaction_isolation")).isEqualTo("repeatable read");
            assertThat(server.text("show transaction_read_only")).isEqualTo("on");
            database.transactions()
                    .with(UnitOptions.defaults().isolation(Isolation.SERIALIZABLE))
                    .write(() -> {
                        assertThat(server.text("show transaction_isolation")).isEqualTo("serializable");
                        assertThat(server.text("show transaction_read_only")).isEqualTo("off");
                    });
            assertThat(server.text("show transaction_isolation")).isEqualTo("repeatable read");
        }
    }

    @Test
    void stopsAStatementThatTakesTooLong() {
        try (Database database = open(CONFIG.timeouts(CONFIG.timeouts().statement(Duration.ofSeconds(1))))) {
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> database.repository(Statements.class).execute("select pg_sleep(60)"))
                    .returns(ErrorKind.TIMEOUT, DaoException::kind);
        }
    }

    @Test
    void reportsAConflictOfTwoUnits() throws Exception {
        try (Database database = open(CONFIG);
                Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("create table counter (value int)");
            statement.execute("insert into counter values (0)");
            Statements server = database.repository(Statements.class);

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> database.transactions().write(() -> {
                        server.text("show timezone");
                        server.execute("select * from counter");
                        statement.execute("update counter set value = value + 1");
                        server.execute("update counter set value = value + 1");
                    }))
                    .returns(ErrorKind.CONFLICT, DaoException::kind);
        }
    }

    @Test
    void callsAConflictAStatementThatWasPreparedBeforeATableWasChanged() throws Exception {
        try (Database database = open(CONFIG.poolSize(1));
                Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("create table growing (value int)");
            statement.execute("insert into growing values (1)");
            Statements server = database.repository(Statements.class);
            // The driver prepares on the server what it has run five times.
            for (int i = 0; i < 6; i++) {
                server.text("select * from growing");
            }
            statement.execute("alter table growing alter value type bigint");

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> server.text("select * from growing"))
                    .returns(ErrorKind.CONFLICT, DaoException::kind);
            assertThat(server.text("select * from growing")).isEqualTo("1");
        }
    }

    @Test
    void recoversAfterItsConnectionsAreCut() throws Exception {
        try (Database database = open(CONFIG.poolSize(1).applicationName("to be cut"));
                Connection other = connect();
                Statement statement = other.createStatement()) {
            Statements server = database.repository(Statements.class);

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> database.transactions().write(() -> {
                        server.text("show timezone");
                        cut(statement);
                        server.text("show timezone");
                    }))
                    .returns(ErrorKind.UNREACHABLE, DaoException::kind);
            assertThat(server.text("show timezone")).isEqualTo("UTC");
        }
    }

    @Test
    void doesNotKnowTheOutcomeOfACommitThatWasCut() throws Exception {
        try (Database database = open(CONFIG.poolSize(1).applicationName("to be cut"));
                Connection other = connect();
                Statement statement = other.createStatement()) {
            Statements server = database.repository(Statements.class);

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> database.transactions()
                            .with(UnitOptions.defaults().repeatable(3))
                            .write(() -> {
                                server.execute("create table if not exists x (y int)");
                                cut(statement);
                            }))
                    .returns(ErrorKind.OUTCOME_UNKNOWN, DaoException::kind);
        }
    }

    private static void cut(Statement statement) throws Exception {
        // Waits for the end of the process, so that the next call of the other side cannot come before it.
        statement.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where application_name = 'to be cut'");
    }

    @Test
    void givesUpWaitingForAConnection() throws Exception {
        try (Database database =
                open(CONFIG.poolSize(1).timeouts(CONFIG.timeouts().acquire(Duration.ofSeconds(1))))) {
            Statements server = database.repository(Statements.class);
            database.transactions().write(() -> {
                Thread other = new Thread(() -> assertThatExceptionOfType(DaoException.class)
                        .isThrownBy(() -> server.text("show timezone"))
                        .returns(ErrorKind.TIMEOUT, DaoException::kind));
                Throwable[] failure = new Throwable[1];
                other.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
                other.start();
                other.join();
                assertThat(failure[0]).isNull();
            });
        }
    }

    @Test
    void saysThatAServerOrDatabaseIsNotThere() {
        PostgresConfig nowhere = PostgresConfig.url("jdbc:postgresql://localhost:1/music");
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(nowhere))
                .returns(ErrorKind.UNREACHABLE, DaoException::kind)
                .satisfies(failure -> assertThat(failure.context()).containsEntry("url", nowhere.url()));
        PostgresConfig missing = new PostgresConfig(
                CONFIG.url().replaceFirst("liftlock_test_\\w+", "liftlock_missing"),
                CONFIG.user(),
                CONFIG.password(),
                CONFIG.passwordFile(),
                "liftlock",
                1,
                CONFIG.timeouts());
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(missing))
                .returns(ErrorKind.UNREACHABLE, DaoException::kind);
    }

    private static Connection connect() throws Exception {
        return DriverManager.getConnection(
                CONFIG.url(), CONFIG.user().orElseThrow(), CONFIG.password().orElse(""));
    }
}
