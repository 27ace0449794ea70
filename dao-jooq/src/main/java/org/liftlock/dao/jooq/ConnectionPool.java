package org.liftlock.dao.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** A pool of connections of fixed size. Thread-safe. */
public final class ConnectionPool implements AutoCloseable {

    private final HikariPool pool;

    private final Duration acquireTimeout;
    private volatile boolean closed;

    private ConnectionPool(HikariPool pool, Duration acquireTimeout) {
        this.pool = pool;
        this.acquireTimeout = acquireTimeout;
    }

    /**
     * Opens a pool and its first connection.
     *
     * @param name names the pool in logs
     * @param source makes the connections
     * @param size how many connections
     * @param acquireTimeout how long {@link #acquire} waits for a free one
     * @param customizer sets what else this pool needs
     * @return the pool
     * @throws SQLException if the first connection cannot be made
     */
    public static ConnectionPool open(
            String name, GuardedDataSource source, int size, Duration acquireTimeout, Consumer<HikariConfig> customizer)
            throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(acquireTimeout.toMillis());
        customizer.accept(config);
        config.validate();
        source.connectFirst();
        try {
            // The pool itself and not its data source, which knows one time-out for all who wait.
            return new ConnectionPool(new HikariPool(config), acquireTimeout);
        } catch (PoolInitializationException e) {
            throw causeOf(e);
        }
    }

    /**
     * Takes a connection out of the pool; closing it gives it back.
     *
     * @param deadline how long is waited at most, if that is less than the pool's own time-out
     * @return a connection
     * @throws SQLException if none was free in time, or none can be made
     */
    public Connection acquire(Deadline deadline) throws SQLException {
        if (closed) {
            throw new SQLException("The pool is closed");
        }
        // Rounded up: who gives up because of the deadline does so after it.
        return pool.getConnection(deadline.left(acquireTimeout).toMillis() + 1);
    }

    /**
     * Gives a connection back. Where it was lost, those that lie idle in the pool are closed and replaced too: what has ended
     * one, a restart of the server above all, has most likely ended them, and each would cost another unit of work.
     *
     * @param connection what {@link #acquire} gave
     * @param reusable whether it may be handed out again; otherwise it is closed
     */
    public void release(Connection connection, boolean reusable) {
        if (isLost(connection)) {
            pool.softEvictConnections();
        }
        if (!reusable) {
            // Closes it too; a second close would reset a connection that is not there any more.
            pool.evictConnection(connection);
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool could not reset the connection; it is closed for good and replaced by a new one.
            pool.evictConnection(connection);
        }
    }

    /** The pool closes a connection that is in use when the driver says that it is broken, and for no other reason. */
    private static boolean isLost(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        closed = true;
        try {
            pool.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SQLException causeOf(PoolInitializationException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sqlException) {
                return sqlException;
            }
        }
        return new SQLException("The pool could not be opened", "08001", failure);
    }
}
