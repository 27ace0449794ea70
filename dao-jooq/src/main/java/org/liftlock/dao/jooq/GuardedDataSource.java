package org.liftlock.dao.jooq;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections on which nothing reaches the database that not every database can store, and no statement begins after
 * the time of its unit of work. Thread-safe.
 */
public final class GuardedDataSource implements DataSource {

    private final DataSource source;
    private final Preparation preparation;
    private final AtomicReference<@Nullable Connection> first = new AtomicReference<>();

    /**
     * Puts guards on the connections of a source.
     *
     * @param source makes connections of the driver
     * @param preparation sets up each connection
     */
    public GuardedDataSource(DataSource source, Preparation preparation) {
        this.source = source;
        this.preparation = preparation;
    }

    /** What a backend does to each new connection. */
    @FunctionalInterface
    public interface Preparation {

        /**
         * Sets up a connection.
         *
         * @param connection what the driver made
         * @param guard its guard
         * @throws SQLException if that fails; the connection is closed then
         */
        void prepare(Connection connection, ConnectionGuard guard) throws SQLException;
    }

    /**
     * Makes the first connection now, to be handed out later: a pool would try twice, a second apart, before it says that
     * there is none.
     *
     * @throws SQLException if it cannot be made
     */
    void connectFirst() throws SQLException {
        first.set(connect());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection prepared = first.getAndSet(null);
        return prepared == null ? connect() : prepared;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The source knows its user");
    }

    private Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try {
            ConnectionGuard guard = new ConnectionGuard();
            preparation.prepare(connection, guard);
            return new GuardedConnection(connection, guard);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        source.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || source.isWrapperFor(type);
    }
}
