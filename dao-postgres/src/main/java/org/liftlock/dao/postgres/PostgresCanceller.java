package org.liftlock.dao.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.liftlock.dao.jooq.Deadline;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops statements of units whose time is over: one thread that waits for deadlines, and others, made when they are needed,
 * that carry the word to the server, which may not answer. Thread-safe.
 */
final class PostgresCanceller implements AutoCloseable {

    /** How long after its deadline a unit waits for the server's answer; then its connection is cut. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresCanceller.class);
    private static final int MESSENGERS = 8;

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, daemon("liftlock-postgres-deadlines"));
    /** More than its threads can carry is dropped, since the word is repeated while the unit lasts. */
    private final ThreadPoolExecutor messengers = new ThreadPoolExecutor(
            0,
            MESSENGERS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemon("liftlock-postgres-cancel"),
            new ThreadPoolExecutor.DiscardPolicy());

    PostgresCanceller() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Begins to watch a unit. */
    DeadlineWatch watch(Connection connection, Deadline deadline) {
        return deadline.isSet() ? new DeadlineWatch(this, connection, deadline) : DeadlineWatch.NONE;
    }

    Future<?> after(Duration delay, Runnable task) {
        return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Asks the server to stop what runs on the connection; returns at once. */
    void cancel(Connection connection) {
        messengers.execute(() -> {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                LOGGER.info("The server could not be asked to stop a statement", e);
            }
        });
    }

    /** Cuts the connection from this side; returns at once. */
    void cut(Connection connection) {
        messengers.execute(() -> {
            try {
                connection.unwrap(Connection.class).abort(Runnable::run);
            } catch (SQLException e) {
                LOGGER.warn("A connection could not be cut", e);
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        messengers.shutdown();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
