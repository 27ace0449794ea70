package org.liftlock.dao.jooq;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a backend stores the values of one type: in one form alone, so that what is equal is stored alike. Implementations
 * are stateless.
 *
 * @param <S> the type
 */
public interface ValueStorage<S> {

    /**
     * Binds a value.
     *
     * @param statement the statement
     * @param index the index of the parameter, from 1
     * @param value a value that every backend can store, or null
     * @throws SQLException if the driver refuses
     */
    void bind(PreparedStatement statement, int index, @Nullable S value) throws SQLException;

    /**
     * Reads a value.
     *
     * @param row the current row
     * @param index the index of the column, from 1
     * @return the value, or null
     * @throws SQLException if the driver refuses
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#BAD_DATA} if what is stored has another form
     */
    @Nullable
    S read(ResultSet row, int index) throws SQLException;

    /**
     * A value as it stands in a statement.
     *
     * @param value a value that every backend can store
     * @return SQL without a parameter
     */
    Field<?> literal(S value);
}
