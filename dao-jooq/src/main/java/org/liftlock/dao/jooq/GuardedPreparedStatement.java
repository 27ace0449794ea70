package org.liftlock.dao.jooq;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import org.jooq.tools.jdbc.DefaultPreparedStatement;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are checked, in the time of its unit of work. Streams of characters are not looked into. */
final class GuardedPreparedStatement extends DefaultPreparedStatement {

    private final PreparedStatement statement;
    private final ConnectionGuard guard;

    GuardedPreparedStatement(PreparedStatement statement, ConnectionGuard guard) {
        super(statement);
        this.statement = statement;
        this.guard = guard;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        guard.begin();
        return statement.executeQuery();
    }

    @Override
    public int executeUpdate() throws SQLException {
        guard.begin();
        return statement.executeUpdate();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        guard.begin();
        return statement.executeLargeUpdate();
    }

    @Override
    public boolean execute() throws SQLException {
        guard.begin();
        return statement.execute();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        guard.begin();
        return statement.executeBatch();
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setNull(index, type);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setBoolean(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setByte(index, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setShort(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setInt(index, value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setLong(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        PortableValues.checkNumber(index, value);
        statement.setFloat(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        PortableValues.checkNumber(index, value);
        statement.setDouble(index, value);
    }

    @Override
    public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setBigDecimal(index, value);
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        PortableValues.checkText(index, value);
        statement.setString(index, value);
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        PortableValues.checkText(index, value);
        statement.setNString(index, value);
    }

    @Override
    public void setBytes(int index, byte @Nullable [] value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setBytes(index, value);
    }

    @Override
    public void setDate(int index, @Nullable Date value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setDate(index, value);
    }

    @Override
    public void setTime(int index, @Nullable Time value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setTime(index, value);
    }

    @Override
    public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setTimestamp(index, value);
    }

    @Override
    public void setArray(int index, @Nullable Array value) throws SQLException {
        PortableValues.checkIndex(index);
        statement.setArray(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        PortableValues.check(index, value);
        statement.setObject(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type) throws SQLException {
        PortableValues.check(index, value);
        statement.setObject(index, value, type);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type, int scale) throws SQLException {
        PortableValues.check(index, value);
        statement.setObject(index, value, type, scale);
    }

    @Override
    public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
        PortableValues.check(index, value);
        statement.setObject(index, value, type);
    }
}
