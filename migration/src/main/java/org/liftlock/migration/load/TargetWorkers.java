package org.liftlock.migration.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.target.TargetDatabase;

/**
 * A few threads, each with a session of its own, that work on a queue of jobs, the heaviest first; jobs may bring more jobs.
 * The first failure ends all of them. Thread-safe.
 */
final class TargetWorkers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a worker does with its session. */
    interface Job {

        /** The session is in a transaction that has done nothing; the job ends it. */
        void run(TargetSession session) throws SQLException;
    }

    private record Queued(Job job, long weight, long number) {}

    private final TargetDatabase target;
    private final String schema;
    private final int count;
    private final StallWatch watch;
    private final PriorityQueue<Queued> queue = new PriorityQueue<>(
            Comparator.comparingLong(Queued::weight).reversed().thenComparingLong(Queued::number));
    private final List<Thread> threads = new ArrayList<>();
    private final List<TargetSession> sessions = new ArrayList<>();
    private long submitted;
    private int busy;
    private boolean closed;
    private @Nullable Throwable failure;

    TargetWorkers(TargetDatabase target, String schema, int count, StallWatch watch) {
        this.target = target;
        this.schema = schema;
        this.count = count;
        this.watch = watch;
    }

    synchronized void submit(long weight, Job job) {
        queue.add(new Queued(job, weight, submitted++));
        if (threads.size() < count && threads.size() < queue.size() + busy) {
            Thread thread = new Thread(this::work, "liftlock-worker-" + (threads.size() + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        notifyAll();
    }

    /** Waits until every job is done, those included that jobs have brought. */
    void await() throws SQLException {
        try {
            awaitIdle();
        } catch (InterruptedException e) {
            fail(new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e));
            Thread.currentThread().interrupt();
        }
        Throwable failed = failure();
        if (failed != null) {
            close();
            rethrow(failed);
        }
    }

    private synchronized void awaitIdle() throws InterruptedException {
        while (failure == null && (busy > 0 || !queue.isEmpty())) {
            wait();
        }
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }

    private static void rethrow(Throwable failed) throws SQLException {
        if (failed instanceof SQLException e) {
            throw e;
        }
        if (failed instanceof OutOfMemoryError e) {
            throw MigrationException.outOfMemory(e);
        }
        if (failed instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failed;
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        queue.clear();
        notifyAll();
    }

    private synchronized @Nullable Job next(boolean wasBusy) throws InterruptedException {
        if (wasBusy) {
            busy--;
            notifyAll();
        }
        while (queue.isEmpty() && !closed && failure == null) {
            wait();
        }
        if (closed || failure != null) {
            return null;
        }
        busy++;
        return queue.remove().job();
    }

    private void work() {
        try (TargetSession session = open()) {
            boolean wasBusy = false;
            for (Job job = next(wasBusy); job != null; job = next(wasBusy)) {
                wasBusy = true;
                job.run(session);
            }
            watch.remove(session);
        } catch (InterruptedException e) {
            // Another worker has failed, or the run is over.
        } catch (SQLException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private TargetSession open() throws SQLException {
        TargetSession session = new TargetSession(target, schema, count);
        synchronized (this) {
            sessions.add(session);
        }
        watch.add(session);
        return session;
    }

    /** Ends what is under way and waits for the threads: they read below JDBC from connections that are closed next. */
    @Override
    public void close() {
        List<Thread> running;
        List<TargetSession> open;
        boolean failed;
        synchronized (this) {
            closed = true;
            failed = failure != null;
            running = List.copyOf(threads);
            open = List.copyOf(sessions);
            notifyAll();
        }
        if (failed) {
            running.forEach(Thread::interrupt);
            open.forEach(session -> inBackground(session::cancel));
        }
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : running) {
            while (thread.isAlive()) {
                if (System.nanoTime() > end) {
                    open.forEach(TargetSession::abort);
                }
                interrupted |= joined(thread);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the wait was interrupted: one interruption is as good as two. */
    private static boolean joined(Thread thread) {
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, 100);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Asking to cancel takes a connection of its own, which a server that is cut off keeps waiting. */
    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "liftlock-cancel");
        thread.setDaemon(true);
        thread.start();
    }
}
