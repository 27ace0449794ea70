package org.liftlock.migration.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.testing.JavaProcess;

/** A run in a JVM of its own, to be killed at any time. */
final class RunInProcess {

    private static final String READY = "ready";
    private static final String BEGINS = "begins ";
    private static final String ENDS = "ends ";

    private RunInProcess() {}

    /** How a run ended, and how long it took without the start of its JVM. */
    record Timed(Attempt attempt, Duration time) {}

    /**
     * Runs, and kills the JVM after a time from the moment at which it began.
     *
     * @param delay how long it may run, or null for to its end
     */
    static Timed run(Path file, String url, Path workFolder, Duration stallTime, @Nullable Duration delay)
            throws IOException, InterruptedException {
        Process process = JavaProcess.start(
                RunInProcess.class, file.toString(), url, workFolder.toString(), stallTime.toString());
        String phase = "";
        long begin = System.nanoTime();
        int exit = Attempt.KILLED;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(READY)) {
                    begin = System.nanoTime();
                    if (delay != null) {
                        killLater(process, delay);
                    }
                } else if (line.startsWith(BEGINS)) {
                    phase = line.substring(BEGINS.length());
                } else if (line.startsWith(ENDS)) {
                    exit = Integer.parseInt(line.substring(ENDS.length()));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Timed(new Attempt(exit, "", -1, phase), Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void killLater(Process process, Duration delay) {
        Thread killer = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        });
        killer.setDaemon(true);
        killer.start();
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Run run = new Run(
                Path.of(arguments[0]),
                TargetDatabase.of(arguments[1], new Properties()),
                Path.of(arguments[2]),
                Duration.parse(arguments[3]));
        out.println(READY);
        Attempt attempt = run.here(false, new RunListener() {
            @Override
            public void begins(Phase phase, long total) {
                out.println(BEGINS + phase);
            }
        });
        out.println(ENDS + attempt.exit());
    }
}
