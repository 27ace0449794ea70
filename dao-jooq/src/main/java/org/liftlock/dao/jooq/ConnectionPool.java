package org.liftlock.dao.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A pool of connections of fixed size. Thread-safe. */
public final class ConnectionPool implements AutoCloseable {

    private final HikariDataSource pool;

    private ConnectionPool(HikariDataSource pool) {
        this.pool = pool;
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
            String name, DataSource source, int size, Duration acquireTimeout, Consumer<HikariConfig> customizer)
            throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(acquireTimeout.toMillis());
        customizer.accept(config);
        try {
            return new ConnectionPool(new HikariDataSource(config));
        } catch (PoolInitializationException e) {
            throw causeOf(e);
        }
    }

    /**
     * Takes a connection out of the pool; closing it gives it back.
     *
     * @return a connection
     * @throws SQLException if none was free in time, or none can be made
     */
    public Connection acquire() throws SQLException {
        return pool.getConnection();
    }

    /**
     * Gives a connection back.
     *
     * @param connection what {@link #acquire} gave
     * @param reusable whether it may be handed out again; otherwise it is closed
     */
    public void release(Connection connection, boolean reusable) {
        if (!reusable) {
            pool.evictConnection(connection);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // The pool could not reset the connection; it is closed for good and replaced by a new one.
            pool.evictConnection(connection);
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
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
