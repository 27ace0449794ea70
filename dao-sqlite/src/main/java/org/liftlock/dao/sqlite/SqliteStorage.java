package org.liftlock.dao.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.ValueStorage;

/**
 * Values in one form of one of SQLite's storage classes. SQLite puts up with any other in any column, and the driver
 * converts it without a word; here it is {@link ErrorKind#BAD_DATA}.
 *
 * @param <S> the type
 * @param toColumn gives a String, Long or byte[]
 * @param fromColumn takes a String, Integer, Long, Double or byte[]; gives null if it is not the form of a value
 */
record SqliteStorage<S>(Function<S, Object> toColumn, Function<Object, @Nullable S> fromColumn)
        implements ValueStorage<S> {

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable S value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, toColumn.apply(value));
        }
    }

    @Override
    public @Nullable S read(ResultSet row, int index) throws SQLException {
        Object column = row.getObject(index);
        if (column == null) {
            return null;
        }
        S value = fromColumn.apply(column);
        if (value == null) {
            throw new DaoException(ErrorKind.BAD_DATA, "A value is stored in another form than expected");
        }
        return value;
    }

    @Override
    public Field<?> literal(S value) {
        return DSL.inline(toColumn.apply(value));
    }
}
