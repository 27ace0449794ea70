package org.liftlock.migration.target;

import java.time.Duration;

/** Knows since when a connection waits for its server. Written by the thread that waits, read by any other. */
public final class ServerWait {

    private static final long NOT = Long.MIN_VALUE;

    private volatile long since = NOT;

    /** The thread calls the server from here on. */
    public void begins() {
        since = System.nanoTime();
    }

    /** The server has answered, or taken what was sent. */
    public void ends() {
        since = NOT;
    }

    /**
     * How long the thread has been waiting.
     *
     * @return the time; zero if it does not wait
     */
    public Duration lasted() {
        long began = since;
        return began == NOT ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
    }
}
