package org.liftlock.migration.fault;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.OrphanPolicy;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;

/**
 * What the command line does, with rows that break foreign keys set aside.
 *
 * @param file the SQLite file
 * @param target where to
 * @param workFolder where private copies lie
 * @param stallTime after what time without an answer a connection is given up
 */
record Run(Path file, TargetDatabase target, Path workFolder, Duration stallTime) {

    /** More than a run takes with any fault, on a machine that does much else. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs in a thread of its own, which is to be interrupted as Ctrl-C does; a run without an end is a failure. */
    Attempt attempt(boolean resume, RunListener listener) throws InterruptedException {
        AtomicReference<Attempt> attempt = new AtomicReference<>();
        Thread thread = new Thread(() -> attempt.set(here(resume, listener)), "fault-run");
        thread.start();
        thread.join(LIMIT.toMillis());
        Attempt result = attempt.get();
        if (result == null) {
            StringBuilder threads = new StringBuilder("The run hangs:");
            Thread.getAllStackTraces().forEach((each, stack) -> {
                if (each == thread || each.getName().startsWith("liftlock")) {
                    threads.append("\n").append(each).append("\n  ");
                    threads.append(Arrays.toString(stack).replace(", ", "\n  "));
                }
            });
            throw new AssertionError(threads.toString());
        }
        return result;
    }

    Attempt here(boolean resume, RunListener listener) {
        Progress progress = new Progress(listener);
        try {
            RunReport report = migrate(resume, progress);
            return new Attempt(report.saysNo() ? 1 : 0, "", progress.resumed, progress.phase());
        } catch (MigrationException e) {
            return new Attempt(exit(e.reason()), e.line(), progress.resumed, progress.phase());
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            return new Attempt(4, trace.toString(), progress.resumed, progress.phase());
        }
    }

    private RunReport migrate(boolean resume, RunListener listener) {
        PlanOptions policies = PlanOptions.defaults().withOrphans(OrphanPolicy.QUARANTINE);
        LoadOptions load = new LoadOptions(2, 0, resume, false, stallTime, FaultFile.PART_BYTES);
        try (SqliteSource source = SqliteSource.open(file, new SourceOptions(2, false, workFolder))) {
            return Migration.migrate(
                    source,
                    Migration.prepare(source, policies, null, listener),
                    target,
                    MigrateOptions.defaults().with(load),
                    listener);
        }
    }

    private static int exit(MigrationException.Cause reason) {
        return switch (reason) {
            case INPUT -> 2;
            case DATA -> 1;
            case ENVIRONMENT -> 3;
            case INTERRUPTED -> 130;
        };
    }

    /** Keeps how far a run has come. */
    private static final class Progress implements RunListener {

        private final RunListener other;
        private volatile String words = "";
        private volatile long resumed = -1;

        Progress(RunListener other) {
            this.other = other;
        }

        String phase() {
            return words;
        }

        @Override
        public void begins(Phase phase, long total) {
            words = phase.name();
            other.begins(phase, total);
        }

        @Override
        public void rows(String table, long rows) {
            other.rows(table, rows);
        }

        @Override
        public void resumes(long rows) {
            resumed = rows;
            other.resumes(rows);
        }

        @Override
        public void kept(long rows) {
            other.kept(rows);
        }
    }
}
