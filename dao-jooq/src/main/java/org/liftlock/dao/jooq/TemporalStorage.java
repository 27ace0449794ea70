package org.liftlock.dao.jooq;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a backend stores points in time: one form for each database, to the microsecond. Implementations are stateless. */
public interface TemporalStorage {

    /**
     * Binds a value.
     *
     * @param statement the statement
     * @param index the index of the parameter, from 1
     * @param instant whole microseconds, or null
     * @throws SQLException if the driver refuses
     */
    void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException;

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
    Instant read(ResultSet row, int index) throws SQLException;

    /**
     * The text between the quotes of a literal.
     *
     * @param instant whole microseconds
     * @return the text, without quotes
     */
    String literal(Instant instant);
}
