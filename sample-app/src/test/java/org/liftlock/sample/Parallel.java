package org.liftlock.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same on several threads at once. */
public final class Parallel {

    private Parallel() {}

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does the work.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /**
     * Runs the work on each of several threads.
     *
     * @param threads how many
     * @param work what each does
     * @throws Exception the first failure, wrapped
     */
    public static void run(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                calls.add(() -> {
                    work.run();
                    return true;
                });
            }
            for (Future<Boolean> call : executor.invokeAll(calls)) {
                call.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
