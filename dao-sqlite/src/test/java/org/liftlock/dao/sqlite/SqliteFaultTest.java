package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.Action;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;

class SqliteFaultTest {

    @TempDir
    Path folder;

    private SqliteConfig config;
    private Database database;
    private Notes notes;

    @BeforeEach
    void open() {
        config = SqliteConfig.file(folder.resolve("notes.db")).readers(1).acquireTimeout(Duration.ofMillis(250));
        database = SqliteDatabase.builder(config)
                .repositories(Notes.MODULE)
                .withoutMigrations()
                .open();
        notes = database.repository(Notes.class);
        notes.execute("create table note (id integer primary key, at timestamp, data blob)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static DaoException failureOf(Action<Exception> action) {
        return catchThrowableOfType(DaoException.class, action::run);
    }

    @Test
    void namesTheItemOfABatchThatFailedAndNoneWhereTheWholeUnitIsGone() {
        assertThat(failureOf(() -> notes.addAll(List.of(1L, 2L, 1L))).context()).containsEntry("item", "2");

        notes.execute("create trigger no_five before insert on note when new.id = 5"
                + " begin select raise(rollback, 'no five'); end");
        DaoException failure = failureOf(() -> notes.addAll(List.of(4L, 5L, 6L)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.RULE);
        assertThat(failure.context()).doesNotContainKey("item");
        assertThat(notes.text("select count(*) from note")).isEqualTo("0");
    }

    @Test
    void noticesThatItsFileWasDeleted() throws Exception {
        assumeKeysOfFiles();
        Files.delete(config.file());

        DaoException failure = failureOf(() -> notes.add(Instant.EPOCH));
        assertThat(failure.kind()).isEqualTo(ErrorKind.STORAGE);
        assertThat(failure.context()).containsEntry("file", config.file().toString());
    }

    @Test
    void noticesThatItsFileWasReplacedWhileAUnitWrote() throws Exception {
        assumeKeysOfFiles();
        DaoException failure = failureOf(() -> database.transactions().write(() -> {
            notes.add(Instant.EPOCH);
            Files.move(config.file(), folder.resolve("away.db"));
            Files.write(config.file(), new byte[0]);
        }));
        assertThat(failure.kind()).isEqualTo(ErrorKind.STORAGE);

        Files.delete(config.file());
        Files.move(folder.resolve("away.db"), config.file());
        assertThat(notes.add(Instant.EPOCH)).isEqualTo(1);
    }

    private void assumeKeysOfFiles() throws Exception {
        assumeThat(Files.readAttributes(config.file(), BasicFileAttributes.class)
                        .fileKey())
                .as("the key of a file, without which nothing can be noticed")
                .isNotNull();
    }

    @Test
    void saysThatTheDiskIsFull() {
        notes.execute("pragma max_page_count = 20");
        assertThat(failureOf(() -> notes.execute("insert into note (data) values (zeroblob(1000000))"))
                        .kind())
                .isEqualTo(ErrorKind.STORAGE);
        notes.execute("pragma max_page_count = 1000000");
        assertThat(notes.execute("insert into note (data) values (zeroblob(1000000))"))
                .isEqualTo(1);
        assertThat(notes.text("select count(*) from note")).isEqualTo("1");
    }

    @Test
    void refusesValuesThatAreTooLarge() {
        assertThat(failureOf(() -> notes.execute("insert into note (data) values (zeroblob(2000000000))"))
                        .kind())
                .isEqualTo(ErrorKind.BAD_DATA);
    }

    @Test
    void refusesAConnectionThatDidNotTakeAPragma() throws Exception {
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (x)");
        }

        // A reader cannot turn WAL on.
        DaoException failure = failureOf(() -> SqliteDataSource.reading(SqliteConfig.file(other))
                .getConnection()
                .close());
        assertThat(failure.kind()).isEqualTo(ErrorKind.PROGRAMMING);
        assertThat(failure.context())
                .containsEntry("setting", "PRAGMA journal_mode")
                .containsEntry("expected", "wal")
                .containsEntry("actual", "delete");
    }

    @Test
    void givesUpWaitingForAReader() throws Exception {
        AtomicReference<@Nullable DaoException> failure = new AtomicReference<>();
        database.transactions().read(() -> {
            Thread other = new Thread(() -> failure.set(failureOf(() -> notes.text("select 1"))));
            other.start();
            other.join();
        });
        assertThat(failure.get())
                .isInstanceOfSatisfying(
                        DaoException.class, thrown -> assertThat(thrown.kind()).isEqualTo(ErrorKind.TIMEOUT));
    }

    @Test
    void readsWhatItsUnitHasWritten() {
        database.transactions().write(() -> {
            notes.add(Instant.EPOCH);
            assertThat(notes.times()).containsExactly(Instant.EPOCH);
            database.transactions().read(() -> assertThat(notes.times()).containsExactly(Instant.EPOCH));
        });
    }

    @Test
    void storesNothingOfAUnitThatSqliteHasRolledBackItself() {
        notes.execute("create trigger no_data before insert on note when new.data is not null"
                + " begin select raise(rollback, 'no data'); end");

        DaoException failure = failureOf(() -> database.transactions().write(() -> {
            notes.add(Instant.EPOCH);
            assertThat(failureOf(() -> notes.execute("insert into note (data) values (x'00')"))
                            .kind())
                    .isEqualTo(ErrorKind.RULE);
            assertThat(failureOf(() -> notes.add(Instant.EPOCH)).kind()).isEqualTo(ErrorKind.PROGRAMMING);
        }));
        assertThat(failure.kind()).isEqualTo(ErrorKind.PROGRAMMING);
        assertThat(notes.text("select count(*) from note")).isEqualTo("0");
        assertThat(notes.add(Instant.EPOCH)).isEqualTo(1);
    }

    @Test
    void cannotGoOnAfterAnAttemptWithWhichSqliteHasRolledBackAll() {
        DaoException failure = failureOf(() -> database.transactions().write(() -> {
            notes.add(Instant.EPOCH);
            assertThat(failureOf(() -> database.transactions()
                                    .attempt(() -> notes.execute("insert or rollback into note (id) values (1)")))
                            .kind())
                    .isEqualTo(ErrorKind.DUPLICATE_KEY);
            assertThat(failureOf(() -> notes.add(Instant.EPOCH)).kind()).isEqualTo(ErrorKind.PROGRAMMING);
        }));
        assertThat(failure.kind()).isEqualTo(ErrorKind.PROGRAMMING);
        assertThat(notes.text("select count(*) from note")).isEqualTo("0");
    }
}
