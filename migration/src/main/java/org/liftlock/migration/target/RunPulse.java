package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Shows that a run lives, by a word every second over the connection that holds its lock, and ends the run when that
 * connection is lost: the lock is gone with it, and another run may begin.
 */
public final class RunPulse implements AutoCloseable {

    /** How often a run shows that it lives. */
    static final Duration BEAT = Duration.ofSeconds(1);

    private final Connection connection;
    private final Runnable lost;
    private final Thread thread = new Thread(this::beat, "liftlock-pulse");

    /**
     * Begins.
     *
     * @param connection the one that holds the lock; its owner goes on using it
     * @param lost what to do when it is lost
     */
    public RunPulse(Connection connection, Runnable lost) {
        this.connection = connection;
        this.lost = lost;
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
                if (isLost()) {
                    lost.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    private boolean isLost() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return false;
        } catch (SQLException e) {
            // A transaction that has failed refuses this word, too, and is its owner's affair.
            String state = Objects.requireNonNullElse(e.getSQLState(), "08");
            return state.startsWith("08") || state.startsWith("57");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
