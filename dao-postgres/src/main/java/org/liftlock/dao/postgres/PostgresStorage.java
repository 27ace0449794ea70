package org.liftlock.dao.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.jooq.ValueStorage;

/**
 * Values of one of PostgreSQL's types.
 *
 * @param <S> the type in Java
 * @param type the name of the type in PostgreSQL
 * @param sqlType of {@link java.sql.Types}, for NULL
 * @param toColumn gives what the driver binds
 * @param reader reads a column
 * @param toText gives what stands between the quotes of a literal
 */
record PostgresStorage<S>(
        String type, int sqlType, Function<S, Object> toColumn, Reader<S> reader, Function<S, String> toText)
        implements ValueStorage<S> {

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable S value) throws SQLException {
        if (value == null) {
            statement.setNull(index, sqlType);
        } else {
            statement.setObject(index, toColumn.apply(value));
        }
    }

    @Override
    public @Nullable S read(ResultSet row, int index) throws SQLException {
        S value = reader.read(row, index);
        return row.wasNull() ? null : value;
    }

    @Override
    public Field<?> literal(S value) {
        return DSL.field("cast({0} as " + type + ")", DSL.inline(toText.apply(value)));
    }

    /** Reads one column. */
    @FunctionalInterface
    interface Reader<S> {
        @Nullable
        S read(ResultSet row, int index) throws SQLException;
    }
}
