package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.Action;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;

class SqliteDatabaseTest {

    @TempDir
    Path folder;

    private SqliteConfig config() {
        return SqliteConfig.file(folder.resolve("notes.db"));
    }

    private static Database open(SqliteConfig config) {
        Database database = SqliteDatabase.builder(config)
                .repositories(Notes.MODULE)
                .withoutMigrations()
                .open();
        database.repository(Notes.class)
                .execute("create table if not exists note (id integer primary key, at timestamp)");
        return database;
    }

    @Test
    void opensReadersAndWriterWithTheSettingsItReliesOn() {
        try (Database database = open(config().busyTimeout(Duration.ofMillis(4321)))) {
            Notes notes = database.repository(Notes.class);
            for (boolean writing : new boolean[] {false, true}) {
                Action<RuntimeException> check = () -> {
                    assertThat(notes.text("pragma journal_mode")).isEqualTo("wal");
                    assertThat(notes.text("pragma foreign_keys")).isEqualTo("1");
                    assertThat(notes.text("pragma synchronous")).isEqualTo("1");
                    assertThat(notes.text("pragma busy_timeout")).isEqualTo("4321");
                    assertThat(notes.text("select 'a' like 'A'")).isEqualTo("0");
                };
                if (writing) {
                    database.transactions().write(check);
                } else {
                    database.transactions().read(check);
                }
            }
        }
    }

    @Test
    void holdsTheWriteLockFromTheBeginningOfAWritingUnit() throws Exception {
        try (Database database = open(config());
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + config().file());
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 0");
            database.transactions()
                    .write(() -> assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> statement.execute("begin immediate"))
                            .withMessageContaining("SQLITE_BUSY"));
            database.transactions().read(() -> {
                statement.execute("begin immediate");
                statement.execute("rollback");
            });
        }
    }

    @Test
    void givesUpWaitingForItsOwnWriter() throws Exception {
        try (Database database = open(config().acquireTimeout(Duration.ofMillis(250)))) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Thread holder = new Thread(() -> database.transactions().write(() -> {
                begun.countDown();
                awaitUninterruptibly(done);
            }));
            holder.start();
            begun.await();

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> database.repository(Notes.class).add(Instant.EPOCH))
                    .returns(ErrorKind.LOCK_TIMEOUT, DaoException::kind);
            done.countDown();
            holder.join();
            assertThat(database.repository(Notes.class).add(Instant.EPOCH)).isEqualTo(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesUpWaitingForTheLockOfAnotherProcess() throws Exception {
        try (Database database = open(config().busyTimeout(Duration.ofMillis(50)));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + config().file());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            Notes notes = database.repository(Notes.class);
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> notes.add(Instant.EPOCH))
                    .returns(ErrorKind.LOCK_TIMEOUT, DaoException::kind);
            statement.execute("rollback");
            assertThat(notes.add(Instant.EPOCH)).isEqualTo(1);
        }
    }

    @Test
    void opensAFileWithoutALogOnceAnotherHasWrittenIt() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + config().file());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            statement.execute("create table of_the_other (id integer)");
            Thread opener = new Thread(() -> open(config()).close());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            opener.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            opener.start();
            // Long enough for it to meet the lock.
            opener.join(500);
            statement.execute("commit");
            opener.join();

            assertThat(failure.get()).isNull();
        }
    }

    @Test
    void givesUpOpeningAFileWithoutALogThatAnotherKeepsWriting() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + config().file());
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> open(config().busyTimeout(Duration.ofMillis(50))))
                    .returns(ErrorKind.LOCK_TIMEOUT, DaoException::kind);
        }
    }

    @Test
    void returnsEachInsertedRow() {
        try (Database database = open(config())) {
            assertThat(database.repository(Notes.class).addSeveral()).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    @Test
    void storesTimesAsTextInTheOrderOfTime() {
        Instant early = Instant.parse("0000-01-01T00:00:00Z");
        Instant middle = Instant.parse("2024-02-29T23:59:59.12Z");
        Instant late = Instant.parse("9999-12-31T23:59:59.999999999Z");
        try (Database database = open(config())) {
            Notes notes = database.repository(Notes.class);
            notes.add(late);
            notes.add(early);
            notes.add(middle);

            assertThat(notes.text("select at from note where id = 3")).isEqualTo("2024-02-29T23:59:59.120000Z");
            assertThat(notes.times()).containsExactly(early, middle, Instant.parse("9999-12-31T23:59:59.999999Z"));
            assertThat(notes.after(early)).hasSize(2);
            assertThat(notes.add(null)).isEqualTo(1);
        }
    }

    @Test
    void refusesTimesThatWouldNotSort() {
        try (Database database = open(config())) {
            for (Instant instant : new Instant[] {Instant.MAX, Instant.MIN, Instant.parse("-0001-12-31T23:59:59Z")}) {
                assertThatExceptionOfType(DaoException.class)
                        .isThrownBy(() -> database.repository(Notes.class).add(instant))
                        .returns(ErrorKind.BAD_DATA, DaoException::kind);
            }
        }
    }

    @Test
    void refusesATimeInAnotherForm() {
        try (Database database = open(config())) {
            Notes notes = database.repository(Notes.class);
            notes.execute("insert into note (at) values ('2024-02-30T00:00:00.000000Z')");
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(notes::times)
                    .returns(ErrorKind.BAD_DATA, DaoException::kind);
            notes.execute("update note set at = '2024-02-20 00:00:00'");
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(notes::times)
                    .returns(ErrorKind.BAD_DATA, DaoException::kind);
        }
    }

    @Test
    void saysThatAFileIsNoDatabase() throws Exception {
        Files.writeString(config().file(), "This is a text and no database, however long it may be. ".repeat(50));

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(config()))
                .returns(ErrorKind.STORAGE, DaoException::kind)
                .satisfies(failure -> assertThat(failure.context())
                        .containsEntry("file", config().file().toString()));
    }

    @Test
    void saysThatAFileCannotBeOpened() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(SqliteConfig.file(folder.resolve("missing/notes.db"))))
                .returns(ErrorKind.UNREACHABLE, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(SqliteConfig.file(folder)))
                .returns(ErrorKind.UNREACHABLE, DaoException::kind);
    }

    @Test
    void refusesValuesOutOfRange() {
        SqliteConfig config = config();
        assertThatExceptionOfType(DaoException.class).isThrownBy(() -> config.readers(0));
        assertThatExceptionOfType(DaoException.class).isThrownBy(() -> config.busyTimeout(Duration.ofMillis(-1)));
        assertThatExceptionOfType(DaoException.class).isThrownBy(() -> config.acquireTimeout(Duration.ZERO));
    }

    @Test
    void leavesNoSideFilesBehind() {
        Database database = open(config());
        database.close();
        database.close();

        assertThat(folder).isDirectoryContaining("glob:**notes.db").isDirectoryNotContaining("glob:**-wal");
    }
}
