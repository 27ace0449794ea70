package org.liftlock.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;
import org.liftlock.sample.Parallel;

/** What holds for units of work on every database. */
@BackendContract(Probe.Module.class)
public abstract class UnitOfWorkContract {

    private static final String NAMES = "select name from artist order by name";

    private Database database;
    private Transactions transactions;
    private Probe probe;

    @BeforeEach
    void open(Database database, Probe probe) {
        this.database = database;
        this.transactions = database.transactions();
        this.probe = probe;
    }

    private void add(String name) {
        probe.execute("insert into artist (name) values ('" + name + "')");
    }

    private List<String> names() {
        return probe.texts(NAMES);
    }

    @Test
    void commitsAllTogether() {
        List<String> seen = transactions.write(() -> {
            add("a");
            add("b");
            return names();
        });

        assertThat(seen).containsExactly("a", "b");
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void rollsBackAndPassesACheckedExceptionThrough() {
        IOException thrown = new IOException("disk");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> transactions.write(() -> {
                    add("a");
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(names()).isEmpty();
    }

    @Test
    void isNotSeenByOthersUntilItCommits() throws Exception {
        transactions.write(() -> {
            add("a");
            Parallel.run(1, () -> assertThat(names()).isEmpty());
        });

        assertThat(names()).containsExactly("a");
    }

    @Test
    void readsOneStateOfTheDatabase() throws Exception {
        transactions.read(() -> {
            assertThat(names()).isEmpty();
            Parallel.run(1, () -> add("a"));
            assertThat(names()).isEmpty();
        });

        assertThat(names()).containsExactly("a");
    }

    @Test
    void joinsAnOuterUnit() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transactions.write(() -> {
                    transactions.write(() -> add("a"));
                    transactions.read(() -> assertThat(names()).containsExactly("a"));
                    throw new IllegalStateException();
                }));
        assertThat(names()).isEmpty();
    }

    @Test
    void refusesToWriteInsideAReadingUnit() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions.read(() -> add("a")))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
        assertThat(names()).isEmpty();
    }

    @Test
    void refusesAWriteThatPretendsToRead() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> probe.executeReading("insert into artist (name) values ('a')"))
                .returns(ErrorKind.READ_ONLY, DaoException::kind);
        assertThat(names()).isEmpty();
    }

    @Test
    void cannotCommitAfterAFailureThatWasCaught() {
        add("a");

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions.write(() -> {
                    add("b");
                    try {
                        add("a");
                    } catch (DaoException expected) {
                        assertThat(expected.kind()).isEqualTo(ErrorKind.DUPLICATE_KEY);
                    }
                }))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind)
                .withCauseInstanceOf(DaoException.class);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void goesOnAfterAFailedAttempt() {
        add("a");

        transactions.write(() -> {
            add("b");
            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(() -> transactions.attempt(() -> {
                        add("c");
                        add("a");
                    }))
                    .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
            transactions.attempt(() -> {
                add("d");
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> transactions.attempt(() -> {
                            add("e");
                            throw new IOException();
                        }));
            });
        });

        assertThat(names()).containsExactly("a", "b", "d");
    }

    @Test
    void attemptsNothingOutsideAUnit() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions.attempt(() -> add("a")))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }

    @Test
    void doesAfterTheCommitWhatWasAskedForInIt() {
        List<String> done = new ArrayList<>();

        transactions.write(() -> {
            add("a");
            transactions.afterCommit(() -> done.addAll(names()));
            transactions.afterCommit(() -> {
                throw new IllegalStateException("logged");
            });
            transactions.afterCommit(() -> done.add("last"));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> transactions.attempt(() -> {
                        transactions.afterCommit(() -> done.add("undone"));
                        throw new IOException();
                    }));
            assertThat(done).isEmpty();
        });

        assertThat(done).containsExactly("a", "last");
    }

    @Test
    void doesNothingAfterARollback() {
        List<String> done = new ArrayList<>();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> transactions.write(() -> {
                    transactions.afterCommit(() -> done.add("x"));
                    throw new IOException();
                }));

        assertThat(done).isEmpty();
    }

    @Test
    void repeatsTheWholeUnitAfterAConflict() {
        AtomicInteger runs = new AtomicInteger();

        transactions.with(UnitOptions.defaults().repeatable(3)).write(() -> {
            add("a" + runs.incrementAndGet());
            if (runs.get() < 3) {
                throw new DaoException(ErrorKind.CONFLICT, "made up");
            }
        });

        assertThat(names()).containsExactly("a3");
    }

    @Test
    void givesUpAfterTheLastAttemptAndTellsTheEarlierOnes() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions
                        .with(UnitOptions.defaults().repeatable(3))
                        .write(() -> {
                            runs.incrementAndGet();
                            throw new DaoException(ErrorKind.CONFLICT, "made up");
                        }))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
        assertThat(runs).hasValue(3);
    }

    @Test
    void repeatsNothingButAConflict() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions
                        .with(UnitOptions.defaults().repeatable(3))
                        .write(() -> {
                            runs.incrementAndGet();
                            throw new DaoException(ErrorKind.LOCK_TIMEOUT, "made up");
                        }));
        assertThat(runs).hasValue(1);
    }

    @Test
    void refusesAStrongerIsolationInsideAUnit() {
        Transactions serializable = transactions.with(UnitOptions.defaults().isolation(Isolation.SERIALIZABLE));

        serializable.write(() -> transactions.write(() -> add("a")));
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> transactions.write(() -> serializable.write(() -> add("b"))))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void keepsSerializableUnitsFromSkewedWrites() throws Exception {
        Transactions serializable = transactions.with(
                UnitOptions.defaults().isolation(Isolation.SERIALIZABLE).repeatable(50));

        // Each adds a row only if it sees none; as if one after the other, exactly one does.
        Parallel.run(
                4,
                () -> serializable.write(() -> {
                    if (names().isEmpty()) {
                        add("only" + Thread.currentThread().getId());
                    }
                }));

        assertThat(names()).hasSize(1);
    }

    @Test
    void streamsWithinAUnitOnly() {
        add("a");
        add("b");

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> probe.stream(NAMES))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
        assertThat(transactions.<List<String>, RuntimeException>read(
                        () -> probe.stream(NAMES).toList()))
                .containsExactly("a", "b");
    }

    /** On a database that the test opens by itself, since it leaves a stream behind on purpose. */
    @Test
    void closesAStreamWithItsUnit(BackendProvider backend, ContractDatabase direct) {
        add("a");
        try (Database unwatched = backend.builder(direct.jdbcUrl())
                .repositories(new Probe.Module())
                .open()) {
            Probe itsProbe = unwatched.repository(Probe.class);

            Stream<String> left = unwatched.transactions().read(() -> itsProbe.stream(NAMES));

            assertThatExceptionOfType(DaoException.class)
                    .isThrownBy(left::toList)
                    .returns(ErrorKind.PROGRAMMING, DaoException::kind);
        }
    }

    @Test
    void refusesARepositoryThatNobodyBound() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> database.repository(Runnable.class))
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }
}
