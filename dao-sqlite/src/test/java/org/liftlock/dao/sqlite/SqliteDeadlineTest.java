package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.Action;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;
import org.sqlite.SQLiteConnection;

class SqliteDeadlineTest {

    private static final String ENDLESS =
            "with recursive n (i) as (select 1 union all select i + 1 from n) select max(i) from n";
    private static final String ROWS =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 30000) select i from n";

    @TempDir
    Path folder;

    private SqliteConfig config;

    @BeforeEach
    void configure() {
        config = SqliteConfig.file(folder.resolve("notes.db"));
    }

    private static Database open(SqliteConfig config, UnitOfWorkListener... listeners) {
        var builder = SqliteDatabase.builder(config).repositories(Notes.MODULE).withoutMigrations();
        for (UnitOfWorkListener listener : listeners) {
            builder.listener(listener);
        }
        Database database = builder.open();
        database.repository(Notes.class)
                .execute("create table if not exists note (id integer primary key, at timestamp)");
        return database;
    }

    private static Transactions within(Database database, int millis) {
        return database.transactions().with(UnitOptions.defaults().timeout(Duration.ofMillis(millis)));
    }

    private static void assertFails(ErrorKind kind, Action<? extends Exception> action) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(action::run)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void stopsAQueryWhenTheTimeOfItsUnitIsOver() {
        try (Database database = open(config)) {
            Notes notes = database.repository(Notes.class);

            assertFails(ErrorKind.TIMEOUT, () -> within(database, 100).read(() -> notes.text(ENDLESS)));
            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(database, 100).write(() -> {
                        notes.add(Instant.EPOCH);
                        notes.execute("insert into note (id) " + ENDLESS);
                    }));
            assertThat(notes.text("select count(*) from note")).isEqualTo("0");
            assertThat(notes.add(Instant.EPOCH)).isEqualTo(1);
        }
    }

    @Test
    void stopsAStatementThatTakesTooLong() {
        try (Database database = open(config.statementTimeout(Duration.ofMillis(100)))) {
            Notes notes = database.repository(Notes.class);

            assertFails(ErrorKind.TIMEOUT, () -> notes.text(ENDLESS));
            assertFails(ErrorKind.TIMEOUT, () -> notes.execute("insert into note (id) " + ENDLESS));
            assertThat(notes.add(Instant.EPOCH)).isEqualTo(1);
        }
    }

    @Test
    void givesEachRowOfAStreamTheTimeOfAStatement() {
        Duration timeout = Duration.ofMillis(600);
        try (Database database = open(config.statementTimeout(timeout))) {
            Notes notes = database.repository(Notes.class);
            AtomicInteger rows = new AtomicInteger();

            database.transactions().read(() -> {
                try (Stream<String> stream = notes.stream(ROWS)) {
                    stream.forEach(row -> {
                        if (rows.incrementAndGet() % 10_000 == 0) {
                            sleep(timeout.plusMillis(50));
                        }
                    });
                }
            });
            assertThat(rows).hasValue(30_000);
        }
    }

    @Test
    void refusesStatementsAndTheCommitOnceTheTimeIsOver() {
        try (Database database = open(config)) {
            Notes notes = database.repository(Notes.class);

            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(database, 20).read(() -> {
                        sleep(Duration.ofMillis(40));
                        notes.text("select 1");
                    }));
            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(database, 500).write(() -> {
                        notes.add(Instant.EPOCH);
                        sleep(Duration.ofMillis(600));
                    }));
            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(database, 500).read(() -> {
                        try (Stream<String> stream = notes.stream(ROWS)) {
                            stream.forEach(row -> sleep(Duration.ofMillis(200)));
                        }
                    }));
            assertThat(notes.text("select count(*) from note")).isEqualTo("0");
        }
    }

    @Test
    void cannotBeToldToGoOnByCatchingTheFailure() {
        try (Database database = open(config)) {
            Notes notes = database.repository(Notes.class);

            assertFails(
                    ErrorKind.TIMEOUT,
                    () -> within(database, 100)
                            .write(() -> assertFails(
                                    ErrorKind.TIMEOUT,
                                    () -> database.transactions().attempt(() -> notes.text(ENDLESS)))));
        }
    }

    @Test
    void countsTheWaitForTheWriter() throws Exception {
        try (Database database = open(config)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Thread holder = new Thread(() -> database.transactions().write(() -> {
                begun.countDown();
                awaitUninterruptibly(done);
            }));
            holder.start();
            begun.await();

            assertFails(ErrorKind.TIMEOUT, () -> within(database, 100).write(() -> {}));
            done.countDown();
            holder.join();
        }
    }

    @Test
    void countsTheWaitForTheLockOfAnotherProcess() throws Exception {
        try (Database database = open(config);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + config.file());
                Statement statement = other.createStatement()) {
            Notes notes = database.repository(Notes.class);
            statement.execute("begin immediate");

            assertFails(ErrorKind.TIMEOUT, () -> within(database, 100).write(() -> {}));
            statement.execute("rollback");
            database.transactions()
                    .write(() -> assertThat(notes.text("pragma busy_timeout")).isEqualTo("10000"));
        }
    }

    @Test
    void saysThatSomebodyElseStoppedTheStatement() throws Exception {
        AtomicReference<@Nullable Connection> running = new AtomicReference<>();
        UnitOfWorkListener listener = new UnitOfWorkListener() {
            @Override
            public void afterBegin(UnitOfWork unit) {
                running.set(unit.connection());
            }
        };
        try (Database database = open(config, listener)) {
            Notes notes = database.repository(Notes.class);
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread victim = new Thread(() -> notes.text(ENDLESS));
            victim.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            running.set(null);
            victim.start();
            // Again and again, since an interrupt before the statement is forgotten.
            while (victim.isAlive()) {
                interrupt(running.get());
                victim.join(10);
            }

            assertThat(failure.get())
                    .isInstanceOfSatisfying(
                            DaoException.class,
                            thrown -> assertThat(thrown.kind()).isEqualTo(ErrorKind.CANCELLED));
        }
    }

    private static void interrupt(@Nullable Connection connection) throws SQLException {
        if (connection != null) {
            connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        }
    }

    @Test
    void doesNotTryAgainOnceTheTimeIsOver() {
        try (Database database = open(config)) {
            AtomicInteger attempts = new AtomicInteger();

            assertFails(
                    ErrorKind.CONFLICT,
                    () -> database.transactions()
                            .with(UnitOptions.defaults().repeatable(1_000_000).timeout(Duration.ofMillis(300)))
                            .write(() -> {
                                attempts.incrementAndGet();
                                throw new DaoException(ErrorKind.CONFLICT, "Made up");
                            }));
            assertThat(attempts).hasValueBetween(2, 999_999);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
