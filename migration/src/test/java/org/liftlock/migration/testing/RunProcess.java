package org.liftlock.migration.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;

/** A run in a process of its own that stops for good in the middle of a phase, to be killed there. */
public final class RunProcess {

    private RunProcess() {}

    /** Starts a run and kills it once it has told of the first rows of the phase. */
    public static void killIn(RunListener.Phase phase, Path file, TestDatabase database)
            throws IOException, InterruptedException {
        Process process = JavaProcess.start(RunProcess.class, phase.name(), file.toString(), database.url());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (!"in the middle".equals(line)) {
                throw new IllegalStateException("the run says " + line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        RunListener listener = InPhase.of(RunListener.Phase.valueOf(arguments[0]), () -> {
            out.println("in the middle");
            new CountDownLatch(1).await();
        });
        try (SqliteSource source = SqliteSource.open(Path.of(arguments[1]), SourceOptions.defaults())) {
            Migration.migrate(
                    source,
                    Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE),
                    TargetDatabase.of(arguments[2], new Properties()),
                    MigrateOptions.defaults(),
                    listener);
        }
        out.println("at its end");
    }
}
