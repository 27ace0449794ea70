package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.liftlock.dao.Database;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.ContractDatabase;

/** That a test fails which leaves something open, that the line says what, and that the next test is none the wiser. */
class LeakTest {

    @BackendContract(NoteRepositories.class)
    @TestMethodOrder(MethodName.class)
    static class Leaks {

        @Test
        void a1connection(ContractDatabase direct) throws Exception {
            Connection left = direct.connect();
            left.setAutoCommit(false);
            left.createStatement().execute("insert into note (category, text) values ('work', 'x')");
        }

        @Test
        void a2findsNothing(NoteRepository notes) {
            assertThat(notes.texts()).isEmpty();
            assertThat(notes.add("x")).isEqualTo(1);
        }

        @Test
        void b1database(ContractDatabase direct) {
            Database left = direct.open(builder -> {});
            left.repository(NoteRepository.class).add("x");
        }

        @Test
        void b2findsNothing(NoteRepository notes) {
            assertThat(notes.texts()).isEmpty();
        }

        @Test
        void c1unit(Transactions transactions, NoteRepository notes) throws Exception {
            CountDownLatch written = new CountDownLatch(1);
            Thread worker = new Thread(
                    () -> transactions.write(() -> {
                        notes.add("x");
                        written.countDown();
                        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
                    }),
                    "forgotten");
            worker.setDaemon(true);
            worker.setUncaughtExceptionHandler((thread, failure) -> {});
            worker.start();
            written.await();
        }

        @Test
        void c2findsNothing(NoteRepository notes) {
            assertThat(notes.texts()).isEmpty();
            assertThat(notes.add("x")).isEqualTo(1);
        }

        @Test
        void d1stream(Transactions transactions, NoteRepository notes) {
            notes.add("x");
            notes.add("y");
            Optional<String> first = transactions.read(() -> notes.stream().findFirst());
            assertThat(first).contains("x");
        }

        @Test
        void d2readsOrClosesStreams(Transactions transactions, NoteRepository notes) {
            notes.add("x");
            notes.add("y");
            Optional<String> first = transactions.read(() -> {
                try (Stream<String> all = notes.stream()) {
                    return all.findFirst();
                }
            });
            assertThat(first).contains("x");
            assertThat(transactions.<Long, RuntimeException>read(
                            () -> notes.stream().count()))
                    .isEqualTo(2);
        }

        @Test
        void e1failsByItself(ContractDatabase direct) throws Exception {
            direct.connect();
            throw new IllegalStateException("the test's own");
        }
    }

    @Test
    void failsTheTestThatLeaks() {
        Map<String, String> outcomes = KitRun.of(Leaks.class).outcomes();

        assertThat(outcomes).hasSize(18);
        for (String backend : new String[] {"sqlite", "postgres"}) {
            assertThat(outcomes.get(backend + ": a1connection"))
                    .contains(
                            "leaves open: a connection past the data layer, opened at",
                            "Leaks.a1connection(LeakTest.java:");
            assertThat(outcomes.get(backend + ": b1database"))
                    .contains("leaves open: a database opened a second time, at", "Leaks.b1database(LeakTest.java:");
            assertThat(outcomes.get(backend + ": c1unit"))
                    .contains("leaves open: a unit of work: WRITE on thread forgotten");
            assertThat(outcomes.get(backend + ": d1stream")).contains("leaves open: 1 of the streams");
            assertThat(outcomes.get(backend + ": d2readsOrClosesStreams")).isEqualTo("passed");
            assertThat(outcomes.get(backend + ": e1failsByItself")).contains("the test's own");
            assertThat(outcomes.get(backend + ": a2findsNothing")).isEqualTo("passed");
            assertThat(outcomes.get(backend + ": b2findsNothing")).isEqualTo("passed");
            assertThat(outcomes.get(backend + ": c2findsNothing")).isEqualTo("passed");
        }
    }
}
