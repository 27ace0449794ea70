package org.liftlock.dao.jooq;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultConnection;

/** A connection whose statements are checked before the driver sees them. */
final class GuardedConnection extends DefaultConnection {

    private final Connection connection;
    private final ConnectionGuard guard;

    GuardedConnection(Connection connection, ConnectionGuard guard) {
        super(connection);
        this.connection = connection;
        this.guard = guard;
    }

    ConnectionGuard guard() {
        return guard;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(connection) ? type.cast(connection) : connection.unwrap(type);
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new GuardedStatement(connection.createStatement(), guard);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new GuardedStatement(connection.createStatement(type, concurrency), guard);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new GuardedStatement(connection.createStatement(type, concurrency, holdability), guard);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql)));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql), type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql), type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql), generatedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] keys) throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql), keys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] keys) throws SQLException {
        return guarded(connection.prepareStatement(PortableValues.sql(sql), keys));
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw new SQLFeatureNotSupportedException("Stored procedures are not supported");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return prepareCall(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return prepareCall(sql);
    }

    @Override
    public Array createArrayOf(String type, Object[] elements) throws SQLException {
        PortableValues.check(1, elements);
        return connection.createArrayOf(type, elements);
    }

    private PreparedStatement guarded(PreparedStatement statement) {
        return new GuardedPreparedStatement(statement, guard);
    }
}
