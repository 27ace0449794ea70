package org.liftlock.pg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process and no other: its number together with its start, since numbers are used again.
 *
 * @param pid the number that the operating system gave
 * @param start when it started, in whatever unit the system keeps without rounding; only to be compared
 */
record ProcessIdentity(long pid, String start) {

    /** See proc(5): state and start time are the third and the twenty-second value; the name before may hold blanks. */
    private static final int STATE_AFTER_NAME = 0;

    private static final int START_AFTER_NAME = 19;

    static ProcessIdentity ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseGet(() -> new ProcessIdentity(pid, "unknown"));
    }

    /** The process that has this number now; empty when there is none, or only one that has ended unreaped. */
    static Optional<ProcessIdentity> of(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.isReadable(stat)) {
            // The start that ProcessHandle computes on Linux moves whenever the clock is set; the ticks here never do.
            try {
                String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
                String[] values =
                        text.substring(text.lastIndexOf(')') + 2).trim().split(" ", -1);
                if ("Z".equals(values[STATE_AFTER_NAME]) || "X".equals(values[STATE_AFTER_NAME])) {
                    return Optional.empty();
                }
                return Optional.of(new ProcessIdentity(pid, "tick " + values[START_AFTER_NAME]));
            } catch (IOException | RuntimeException endedMeanwhile) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> new ProcessIdentity(
                        pid,
                        process.info().startInstant().map(Instant::toString).orElse("unknown")));
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
