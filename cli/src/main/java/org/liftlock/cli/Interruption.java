package org.liftlock.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a run that is told to end, by Ctrl-C or SIGTERM, clear up first: the JVM interrupts the working thread and waits
 * until it is done. What it cannot clear away in time, the next run does.
 */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch done = new CountDownLatch(1);
    private final @Nullable Thread hook;
    private volatile boolean requested;

    private Interruption(@Nullable Thread worker) {
        hook = worker == null ? null : new Thread(() -> interrupt(worker), "liftlock-interruption");
    }

    /** Watches over the calling thread. */
    static Interruption watch() {
        Interruption interruption = new Interruption(Thread.currentThread());
        if (interruption.hook != null) {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        }
        return interruption;
    }

    /** Nothing interrupts. */
    static Interruption none() {
        return new Interruption(null);
    }

    boolean requested() {
        return requested;
    }

    private void interrupt(Thread worker) {
        requested = true;
        worker.interrupt();
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the working thread when it has cleared up. */
    @Override
    public void close() {
        done.countDown();
        if (hook != null && !requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                requested = true;
            }
        }
    }
}
