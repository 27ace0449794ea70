package org.liftlock.dao.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;

/** What units of work keep apart and keep, whatever repositories and listeners do. */
class SqliteUnitTest {

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
    void leavesTheExceptionsOfARepositoryAsTheyAre() {
        try (Database database = open(config())) {
            IllegalStateException own = new IllegalStateException(
                    "taken", new DaoException(ErrorKind.DUPLICATE_KEY, "A key is taken already"));
            assertThatThrownBy(() -> new Failing(database).fail(own)).isSameAs(own);
        }
    }

    private static final class Failing extends JooqRepository {

        Failing(Database database) {
            super(database);
        }

        void fail(RuntimeException failure) {
            write(dsl -> {
                throw failure;
            });
        }
    }

    @Test
    void keepsACommitWhateverAListenerMakesOfIt() {
        List<String> told = new ArrayList<>();
        UnitOfWorkListener failing = new UnitOfWorkListener() {
            @Override
            public void afterCommit(UnitOfWork unit) {
                told.add("commit");
                throw new AssertionError("too late");
            }

            @Override
            public void afterRollback(UnitOfWork unit) {
                told.add("rollback");
            }
        };
        open(config()).close();
        try (Database database = SqliteDatabase.builder(config())
                .repositories(Notes.MODULE)
                .withoutMigrations()
                .listener(failing)
                .open()) {
            assertThat(database.repository(Notes.class).add(Instant.EPOCH)).isEqualTo(1);
            assertThat(told).containsExactly("commit");
        }
    }

    @Test
    void refusesCallsFromAListenerOfAUnitThatHasEnded() {
        AtomicReference<@Nullable Database> opened = new AtomicReference<>();
        List<ErrorKind> refused = new ArrayList<>();
        UnitOfWorkListener calling = new UnitOfWorkListener() {
            @Override
            public void afterCommit(UnitOfWork unit) {
                Database database = opened.getAndSet(null);
                if (database == null) {
                    return;
                }
                refused.add(catchThrowableOfType(
                                DaoException.class,
                                () -> database.repository(Notes.class).add(Instant.EPOCH))
                        .kind());
            }
        };
        open(config()).close();
        try (Database database = SqliteDatabase.builder(config())
                .repositories(Notes.MODULE)
                .withoutMigrations()
                .listener(calling)
                .open()) {
            opened.set(database);
            database.transactions().write(() -> {});
            assertThat(refused).containsExactly(ErrorKind.PROGRAMMING);
            assertThat(database.repository(Notes.class).times()).isEmpty();
        }
    }

    @Test
    void keepsTheUnitsOfTwoDatabasesOnOneThreadApart() {
        try (Database one = open(config());
                Database two = open(SqliteConfig.file(folder.resolve("other.db")))) {
            Notes first = one.repository(Notes.class);
            Notes second = two.repository(Notes.class);
            one.transactions().write(() -> {
                first.add(Instant.EPOCH);
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> two.transactions().write(() -> {
                            second.add(Instant.EPOCH);
                            first.add(Instant.EPOCH);
                            assertThat(second.times()).hasSize(1);
                            assertThat(first.times()).hasSize(2);
                            try (Stream<String> notes = first.stream("select id from note")) {
                                assertThat(notes.peek(id -> second.add(Instant.EPOCH)))
                                        .containsExactly("1", "2");
                            }
                            two.transactions().attempt(() -> first.add(Instant.EPOCH));
                            throw new IllegalStateException("rolls back the second alone");
                        }));
                one.transactions().afterCommit(() -> second.add(Instant.EPOCH));
            });
            assertThat(first.times()).hasSize(3);
            assertThat(second.times()).hasSize(1);
        }
    }
}
