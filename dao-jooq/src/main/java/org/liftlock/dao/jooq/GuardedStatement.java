package org.liftlock.dao.jooq;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.tools.jdbc.DefaultStatement;

/** A statement without parameters whose text is checked, in the time of its unit of work. */
final class GuardedStatement extends DefaultStatement {

    private final Statement statement;
    private final ConnectionGuard guard;

    GuardedStatement(Statement statement, ConnectionGuard guard) {
        super(statement);
        this.statement = statement;
        this.guard = guard;
    }

    private String checked(String sql) {
        PortableValues.sql(sql);
        guard.begin();
        return sql;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return statement.execute(checked(sql));
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        return statement.execute(checked(sql), generatedKeys);
    }

    @Override
    public boolean execute(String sql, int[] keys) throws SQLException {
        return statement.execute(checked(sql), keys);
    }

    @Override
    public boolean execute(String sql, String[] keys) throws SQLException {
        return statement.execute(checked(sql), keys);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return statement.executeQuery(checked(sql));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return statement.executeUpdate(checked(sql));
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        return statement.executeUpdate(checked(sql), generatedKeys);
    }

    @Override
    public int executeUpdate(String sql, int[] keys) throws SQLException {
        return statement.executeUpdate(checked(sql), keys);
    }

    @Override
    public int executeUpdate(String sql, String[] keys) throws SQLException {
        return statement.executeUpdate(checked(sql), keys);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return statement.executeLargeUpdate(checked(sql));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        statement.addBatch(PortableValues.sql(sql));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        guard.begin();
        return statement.executeBatch();
    }
}
