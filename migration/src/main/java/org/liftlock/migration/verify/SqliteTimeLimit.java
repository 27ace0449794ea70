package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** Ends what SQLite does on a connection when it takes too long, or when the thread is interrupted. For one thread. */
final class SqliteTimeLimit implements AutoCloseable {

    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private final Connection connection;
    private final Duration longest;
    private volatile long end;

    SqliteTimeLimit(Connection connection, Duration longest) throws SQLException {
        this.connection = connection;
        this.longest = longest;
        restart();
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return isOver() || Thread.currentThread().isInterrupted() ? 1 : 0;
            }
        });
    }

    void restart() {
        end = System.nanoTime() + longest.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    @Override
    public void close() throws SQLException {
        ProgressHandler.clearHandler(connection);
    }
}
