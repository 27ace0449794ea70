package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.WorkingThread;

/**
 * Reads both databases at the same time on two threads. It returns only when both have ended, since what they read from is
 * closed afterwards and lies below JDBC. Stateless and thread-safe.
 */
final class BothSides {

    private BothSides() {}

    /** The results of two tasks. */
    record Pair<T>(T source, T target) {}

    /**
     * Runs two tasks; the first failure ends the other one. The connection is then given up, because nothing else frees a
     * thread that waits for the network.
     */
    static <T> Pair<T> read(Connection connection, Callable<T> source, Callable<T> target) {
        ExecutorService executor = Executors.newFixedThreadPool(2, work -> WorkingThread.of(work, "liftlock-verify"));
        boolean succeeded = false;
        try {
            ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(executor);
            List<Future<T>> futures = List.of(completion.submit(source), completion.submit(target));
            completion.take().get();
            completion.take().get();
            Pair<T> pair = new Pair<>(futures.get(0).get(), futures.get(1).get());
            succeeded = true;
            return pair;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            executor.shutdownNow();
            if (!succeeded) {
                giveUp(connection);
            }
            awaitEnd(executor);
        }
    }

    static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof OutOfMemoryError memory) {
            return MigrationException.outOfMemory(memory);
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }

    private static void giveUp(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is being given up; what was to be told is already on its way.
        }
    }

    static void awaitEnd(ExecutorService executor) {
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
