package org.liftlock.pg;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds and ends the server of a run folder: that one, and no process that merely got its number. */
final class RunningServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);
    private static final int START_LINE = 2;

    private RunningServer() {}

    static Optional<ProcessIdentity> find(RunFolder run) {
        return run.recordedPid()
                .filter(pid -> ProcessHandle.of(pid)
                        .filter(process -> servesFrom(process, run))
                        .isPresent())
                .flatMap(ProcessIdentity::of);
    }

    /**
     * Ends the server at once, without a last checkpoint, for its data go with it.
     *
     * @return whether none is running now
     */
    static boolean stop(RunFolder run, ServerPrograms programs) throws InterruptedException {
        Optional<ProcessIdentity> found = find(run);
        if (found.isEmpty()) {
            return true;
        }
        ProcessIdentity server = found.get();
        try {
            programs.call(
                    "pg_ctl",
                    List.of("stop", "-D", run.data().toString(), "-m", "immediate", "-w", "-t", "15"),
                    run.path(),
                    STOP_LIMIT);
        } catch (IOException programsAreGone) {
            kill(server);
        }
        if (hasEnded(server)) {
            return true;
        }
        kill(server);
        return hasEnded(server);
    }

    private static void kill(ProcessIdentity server) {
        if (server.isAlive()) {
            ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean hasEnded(ProcessIdentity server) throws InterruptedException {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        while (server.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** By its command line, which names the folder; where that is hidden, by the start that the server itself noted. */
    private static boolean servesFrom(ProcessHandle process, RunFolder run) {
        Optional<String[]> arguments = process.info().arguments();
        if (arguments.isPresent()) {
            return Arrays.asList(arguments.get()).contains(run.data().toString());
        }
        Optional<Instant> start = process.info().startInstant();
        try {
            List<String> lines = Files.readAllLines(run.data().resolve("postmaster.pid"));
            Instant noted =
                    Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).trim()));
            return start.isPresent()
                    && Duration.between(noted, start.get()).abs().compareTo(START_TOLERANCE) < 0;
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException ended) {
            return false;
        }
    }
}
