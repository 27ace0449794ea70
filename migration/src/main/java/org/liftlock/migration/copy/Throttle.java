package org.liftlock.migration.copy;

import java.util.concurrent.TimeUnit;

/**
 * Holds several threads together to a number of bytes per second, over any time longer than a second. Thread-safe.
 */
public final class Throttle {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    /**
     * Creates a limit.
     *
     * @param bytesPerSecond how many bytes may go in a second; 0 for no limit
     */
    public Throttle(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Waits until some bytes may go.
     *
     * @param bytes how many
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void await(long bytes) throws InterruptedException {
        if (bytesPerSecond > 0) {
            TimeUnit.NANOSECONDS.sleep(reserve(bytes) - System.nanoTime());
        }
    }

    /** When these bytes may go; what follows them, so much later. */
    private synchronized long reserve(long bytes) {
        long begin = Math.max(free, System.nanoTime());
        free = begin + (long) (SECOND * (bytes / (double) bytesPerSecond));
        return begin;
    }
}
