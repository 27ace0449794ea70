package org.liftlock.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException.Cause;

/** Runs one task for each element on a few threads. Stateless and thread-safe. */
public final class Tasks {

    private Tasks() {}

    /**
     * Applies a function to all elements and waits for all; the first failure cancels the rest and is thrown.
     *
     * @param elements what to work on
     * @param threads how many at a time
     * @param task what to do with each
     * @param <T> the elements' type
     * @param <R> the results' type
     * @return the results in the order of the elements
     */
    public static <T, R> List<R> inParallel(List<T> elements, int threads, Function<T, R> task) {
        ExecutorService executor =
                Executors.newFixedThreadPool(threads, work -> WorkingThread.of(work, "liftlock-worker"));
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T element : elements) {
                futures.add(executor.submit(() -> task.apply(element)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            stop(executor);
        }
    }

    /**
     * Runs a task that hears no interruption itself on a thread of its own, and waits for it.
     *
     * @param task what to do
     * @param cancel what makes the task end early; called if the calling thread is interrupted
     * @throws MigrationException with cause {@code INTERRUPTED} if the calling thread is interrupted; the task has ended
     */
    public static void inBackground(Runnable task, Runnable cancel) {
        FutureTask<@Nullable Void> future = new FutureTask<>(task, null);
        Thread thread = new Thread(future, "liftlock-worker");
        thread.setDaemon(true);
        thread.start();
        try {
            future.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            cancel.run();
            awaitEnd(thread);
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static void awaitEnd(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // One interruption is as good as two.
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof OutOfMemoryError memory) {
            return MigrationException.outOfMemory(memory);
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }

    /** Waits for the threads to end, since what they work on may be closed right after: cursors reach below JDBC. */
    private static void stop(ExecutorService executor) {
        executor.shutdownNow();
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
