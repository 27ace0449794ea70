package org.liftlock.migration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.fault.FaultCase.Ending;
import org.liftlock.migration.fault.FaultCase.Form;
import org.liftlock.migration.fault.TcpProxy.Mode;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.Sqlite;

/** All faults. */
final class FaultCases {

    private static final String WAL = "WAL";
    private static final String ROLLBACK = "DELETE";
    private static final String HOLDS_LOCK =
            "EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')";
    private static final String COPIES = "query LIKE 'COPY %' AND state = 'active'";
    private static final List<Phase> POINTS = List.of(Phase.COPY, Phase.KEYS, Phase.VERIFY);

    private FaultCases() {}

    static List<FaultCase> all(Random random, int kills, Duration undisturbed) {
        List<FaultCase> cases = new ArrayList<>();
        network(cases);
        servers(cases);
        processes(cases, random, kills, undisturbed);
        disks(cases);
        sources(cases);
        twoAtOnce(cases);
        return cases;
    }

    private static void network(List<FaultCase> cases) {
        for (Phase point : POINTS) {
            boolean first = point == Phase.COPY;
            add(cases, "connections are reset", point, first, Ending.FAILED, harm(point, Mode.RESET));
            add(cases, "server half-closes", point, first, Ending.FAILED, harm(point, Mode.SERVER_HALF_CLOSED));
            add(cases, "client is half-closed", point, false, Ending.FAILED, harm(point, Mode.CLIENT_HALF_CLOSED));
            add(cases, "network swallows everything", point, first, Ending.FAILED, harm(point, Mode.BLACK_HOLE));
        }
        add(cases, "no connection comes about", Phase.PROFILE, false, Ending.FAILED, harm(Phase.PROFILE, Mode.RESET));
        add(
                cases,
                "network swallows everything",
                Phase.PROFILE,
                false,
                Ending.FAILED,
                harm(Phase.PROFILE, Mode.BLACK_HOLE));
        add(cases, "network is slow", Phase.COPY, true, Ending.DONE, scene -> {
            scene.proxy().all(Mode.LATENCY);
            return scene.disturbed(RunListener.NONE);
        });
        add(cases, "server never hears of the end of a run", Phase.COPY, false, Ending.FAILED, scene -> {
            Attempt attempt =
                    scene.disturbed(InPhase.of(Phase.COPY, () -> scene.proxy().all(Mode.BLACK_HOLE)));
            Attempt elsewhere = new Run(
                            scene.file(), scene.target().by(scene.server().port()), scene.folder(), Scene.STALL_TIME)
                    .attempt(true, RunListener.NONE);
            assertThat(elsewhere.line()).isEmpty();
            assertThat(elsewhere.isDone()).isTrue();
            return attempt;
        });
        for (Mode mode : List.of(Mode.RESET, Mode.BLACK_HOLE)) {
            String words = mode == Mode.RESET ? " is reset" : " is swallowed";
            add(cases, "one copying connection" + words, Phase.COPY, mode == Mode.BLACK_HOLE, Ending.FAILED, scene -> {
                return scene.disturbed(
                        InPhase.of(Phase.COPY, () -> scene.proxy().one(scene.portOf(COPIES), mode)));
            });
            for (Phase point : POINTS) {
                add(cases, "the record's connection" + words, point, point == Phase.COPY, Ending.FAILED, scene -> {
                    return scene.disturbed(InPhase.of(point, () -> scene.proxy().one(scene.portOf(HOLDS_LOCK), mode)));
                });
            }
        }
    }

    private static void servers(List<FaultCase> cases) {
        for (Phase point : POINTS) {
            boolean first = point == Phase.COPY;
            add(
                    cases,
                    "kill -9 of a server process",
                    point,
                    first,
                    Ending.FAILED,
                    scene -> scene.disturbed(
                            InPhase.of(point, () -> FaultServer.kill(scene.processOf(first ? COPIES : "true")))));
            add(
                    cases,
                    "kill -9 of the postmaster",
                    point,
                    first,
                    Ending.FAILED,
                    scene -> scene.disturbed(
                            InPhase.of(point, () -> scene.server().killPostmaster())));
        }
    }

    private static void processes(List<FaultCase> cases, Random random, int kills, Duration undisturbed) {
        for (int i = 0; i < kills; i++) {
            Duration delay = undisturbed.multipliedBy(random.nextInt(1000)).dividedBy(1000);
            add(cases, "kill -9 of the JVM", "after " + delay.toMillis() + " ms", true, Ending.ANY, scene -> {
                String url = scene.target().urlBy(scene.proxy().port());
                return RunInProcess.run(scene.file(), url, scene.folder(), Scene.STALL_TIME, delay)
                        .attempt();
            });
        }
        for (Phase point : POINTS) {
            add(cases, "Ctrl-C", point, point == Phase.COPY, Ending.INTERRUPTED, scene -> {
                AtomicReference<Thread> runner = new AtomicReference<>();
                RunListener interrupting = InPhase.of(
                        point, () -> Objects.requireNonNull(runner.get()).interrupt());
                return scene.disturbed(new RunListener() {
                    @Override
                    public void begins(Phase phase, long total) {
                        runner.compareAndSet(null, Thread.currentThread());
                        interrupting.begins(phase, total);
                    }

                    @Override
                    public void rows(String table, long rows) {
                        interrupting.rows(table, rows);
                    }
                });
            });
        }
    }

    private static void disks(List<FaultCase> cases) {
        for (Phase point : List.of(Phase.COPY, Phase.KEYS)) {
            add(
                    cases,
                    "the server's disk is full",
                    point,
                    point == Phase.COPY,
                    point == Phase.COPY ? Ending.FAILED : Ending.ANY,
                    scene -> {
                        SmallDisk disk = scene.smallDisk(100);
                        Files.setOwner(
                                disk.folder(),
                                Files.getOwner(scene.server().embedded().dataFolder()));
                        String space = "space_" + scene.target().name();
                        scene.target().execute("CREATE TABLESPACE " + space + " LOCATION '" + disk.folder() + "'");
                        scene.target()
                                .execute("ALTER DATABASE " + scene.target().name() + " SET default_tablespace = "
                                        + space);
                        Attempt attempt = scene.disturbed(InPhase.of(point, disk::fill));
                        disk.makeRoom();
                        return attempt;
                    });
        }
        for (String journal : List.of(ROLLBACK, WAL)) {
            String what =
                    journal.equals(WAL) ? "no room for the lists of rows set aside" : "no room for a private copy";
            cases.add(new FaultCase(what, "profile", Form.SHORT, journal, Ending.FAILED, scene -> {
                SmallDisk disk = scene.smallDisk(100);
                disk.fill();
                Attempt attempt = scene.run(disk.folder()).attempt(false, RunListener.NONE);
                disk.makeRoom();
                assertThat(scene.target().image()).containsExactly("schema information_schema", "schema public");
                return attempt;
            }));
        }
    }

    private static void sources(List<FaultCase> cases) {
        for (String journal : List.of(WAL, ROLLBACK)) {
            String mode = journal.equals(WAL) ? "WAL" : "rollback journal";
            cases.add(new FaultCase(
                    "source is written to, " + mode, "copy", Form.SHORT, journal, Ending.DONE, scene -> {
                        return scene.disturbed(InPhase.of(Phase.COPY, () -> change(scene.file())));
                    }));
            cases.add(new FaultCase("file is replaced, " + mode, "copy", Form.SHORT, journal, Ending.DONE, scene -> {
                Path other = Sqlite.run(scene.folder().resolve("other.db"), "CREATE TABLE other (id INTEGER)");
                return scene.disturbed(InPhase.of(
                        Phase.COPY, () -> Files.move(other, scene.file(), StandardCopyOption.REPLACE_EXISTING)));
            }));
        }
        cases.add(new FaultCase(
                "file is replaced by its like", "between run and resume", Form.SHORT, WAL, Ending.FAILED, scene -> {
                    Attempt attempt = scene.disturbed(
                            InPhase.of(Phase.KEYS, () -> scene.proxy().all(Mode.RESET)));
                    Path like = scene.folder().resolve("like.db");
                    Files.copy(scene.file(), like);
                    Files.move(like, scene.file(), StandardCopyOption.REPLACE_EXISTING);
                    return attempt;
                }));
        cases.add(new FaultCase(
                "source is written to", "between run and resume", Form.SHORT, WAL, Ending.FAILED, scene -> {
                    Attempt attempt = scene.disturbed(
                            InPhase.of(Phase.KEYS, () -> scene.proxy().all(Mode.RESET)));
                    scene.proxy().heal();
                    Path before = scene.folder().resolve("before.db");
                    Files.copy(scene.file(), before);
                    change(scene.file());
                    Attempt refused = scene.resumed();
                    assertThat(refused.exit()).isEqualTo(3);
                    assertThat(refused.line()).contains("source has changed", "--resume", "track");
                    // The file that the run began with is as good as ever.
                    Files.move(before, scene.file(), StandardCopyOption.REPLACE_EXISTING);
                    return new Attempt(attempt.exit(), refused.line(), attempt.resumed(), attempt.phase());
                }));
    }

    private static void twoAtOnce(List<FaultCase> cases) {
        for (boolean resume : new boolean[] {false, true}) {
            add(cases, resume ? "a second run, --resume" : "a second run", Phase.COPY, resume, Ending.DONE, scene -> {
                AtomicReference<Attempt> second = new AtomicReference<>();
                Attempt first = scene.disturbed(InPhase.of(
                        Phase.COPY, () -> second.set(scene.run().attempt(resume, RunListener.NONE))));
                assertThat(Objects.requireNonNull(second.get()).exit()).isEqualTo(3);
                assertThat(Objects.requireNonNull(second.get()).line()).contains("Another run of Liftlock is at work");
                return first;
            });
            add(
                    cases,
                    (resume ? "a second run, --resume" : "a second run") + " after the record's connection was lost",
                    Phase.COPY,
                    true,
                    Ending.FAILED,
                    scene -> {
                        AtomicReference<Attempt> second = new AtomicReference<>();
                        Thread other = new Thread(() -> second.set(scene.run().here(resume, RunListener.NONE)));
                        Attempt first = scene.disturbed(InPhase.of(Phase.COPY, () -> {
                            scene.proxy().one(scene.portOf(HOLDS_LOCK), Mode.RESET);
                            other.start();
                        }));
                        other.join();
                        assertThat(Objects.requireNonNull(second.get()).line()).isEmpty();
                        assertThat(Objects.requireNonNull(second.get()).isDone())
                                .isTrue();
                        return first;
                    });
        }
        add(cases, "two resumes at once", Phase.KEYS, true, Ending.FAILED, scene -> {
            Attempt attempt =
                    scene.disturbed(InPhase.of(Phase.KEYS, () -> scene.proxy().all(Mode.RESET)));
            scene.proxy().heal();
            List<Attempt> both = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> {
                    Attempt one = scene.run().here(true, RunListener.NONE);
                    synchronized (both) {
                        both.add(one);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(both).filteredOn(Attempt::isDone).hasSize(1);
            assertThat(both).filteredOn(one -> one.exit() == 3).hasSize(1);
            return attempt;
        });
    }

    private static void change(Path file) throws Exception {
        Sqlite.run(
                file,
                "UPDATE track SET title = 'another title' WHERE id % 1000 = 0; DELETE FROM track WHERE id % 7770 = 0;"
                        + "INSERT INTO album (title, year) VALUES ('a new one', 2026)");
    }

    private static FaultCase.Act harm(Phase point, Mode mode) {
        return scene -> scene.disturbed(InPhase.of(point, () -> scene.proxy().all(mode)));
    }

    private static void add(
            List<FaultCase> cases, String fault, Phase point, boolean first, Ending ending, FaultCase.Act act) {
        add(cases, fault, point.name().toLowerCase(java.util.Locale.ROOT), first, ending, act);
    }

    private static void add(
            List<FaultCase> cases, String fault, String point, boolean first, Ending ending, FaultCase.Act act) {
        cases.add(new FaultCase(fault, point, first ? Form.SHORT : Form.LONG, WAL, ending, act));
    }
}
