package org.liftlock.dao.jooq;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Configuration;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.conf.ParamType;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Carries values of one type through jOOQ on every backend, in the form that the backend's {@link ValueStorage} gives them.
 * The base of the bindings of this package. Stateless.
 *
 * <p>A value is checked and brought into the form that all backends keep before it is bound or written into a statement, so
 * that it compares the same in Java, in a condition and after a round trip. What is stored in another form is {@link
 * ErrorKind#BAD_DATA}, which names the column and never the value.
 *
 * <p>It stands on any type of jOOQ's, which for a generated column follows from how one database declares it and says
 * nothing about the others.
 *
 * @param <T> the type that jOOQ gives the column; any
 * @param <S> what a backend stores
 * @param <U> what an application uses
 */
public abstract sealed class StorageBinding<T, S, U> implements Binding<T, U>
        permits InstantBinding,
                LocalDateBinding,
                LocalDateTimeBinding,
                UuidBinding,
                DecimalBinding,
                MinorUnitsBinding,
                BooleanBinding,
                EnumBinding,
                JsonBinding,
                BytesBinding {

    private static final long serialVersionUID = 1L;

    private final Class<S> storedType;
    private final Class<U> type;

    StorageBinding(Class<S> storedType, Class<U> type) {
        this.storedType = storedType;
        this.type = type;
    }

    abstract ValueStorage<S> storage(ValueStorages storages);

    /** What is stored for a value, or {@link ErrorKind#BAD_DATA} if not every backend can store it. */
    abstract S stored(U value);

    /** The value of what is stored, or {@link ErrorKind#BAD_DATA} if it is none. */
    abstract U value(S stored);

    @Override
    @SuppressWarnings("unchecked") // Nothing is ever of jOOQ's type: values are read and bound past it.
    public final Converter<T, U> converter() {
        return (Converter<T, U>) Converter.ofNullable(Object.class, type, this::fromAny, value -> value);
    }

    private U fromAny(Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (storedType.isInstance(value)) {
            return value(storedType.cast(value));
        }
        throw new DaoException(ErrorKind.PROGRAMMING, "A value of another type is given")
                .with("expected", type.getName())
                .with("given", value.getClass().getName());
    }

    @Override
    public final void sql(BindingSQLContext<U> context) {
        U value = context.value();
        if (context.render().paramType() != ParamType.INLINED) {
            context.render().sql(context.variable());
        } else if (value == null) {
            context.render().sql("null");
        } else {
            context.render().visit(storage(context.configuration()).literal(stored(value)));
        }
    }

    @Override
    public final void set(BindingSetStatementContext<U> context) throws SQLException {
        U value = context.value();
        storage(context.configuration())
                .bind(context.statement(), context.index(), value == null ? null : stored(value));
    }

    @Override
    public final void get(BindingGetResultSetContext<U> context) throws SQLException {
        try {
            S stored = storage(context.configuration()).read(context.resultSet(), context.index());
            context.value(stored == null ? null : value(stored));
        } catch (DaoException e) {
            throw withColumn(e, context.field());
        }
    }

    private static DaoException withColumn(DaoException failure, @Nullable Field<?> field) {
        if (field instanceof TableField<?, ?> column && column.getTable() != null) {
            failure.with(DaoException.TABLE, column.getTable().getName());
        }
        return field == null ? failure : failure.with(DaoException.COLUMN, field.getName());
    }

    @Override
    public final void register(BindingRegisterContext<U> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("Stored procedures are not supported");
    }

    @Override
    public final void get(BindingGetStatementContext<U> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("Stored procedures are not supported");
    }

    @Override
    public final void set(BindingSetSQLOutputContext<U> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQL data output is not supported");
    }

    @Override
    public final void get(BindingGetSQLInputContext<U> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQL data input is not supported");
    }

    private ValueStorage<S> storage(Configuration configuration) {
        if (configuration.data(ValueStorages.class) instanceof ValueStorages storages) {
            return storage(storages);
        }
        throw new DaoException(ErrorKind.PROGRAMMING, "The storage of a value is only known inside a repository")
                .with("type", type.getName());
    }

    static DaoException badData(String message) {
        return new DaoException(ErrorKind.BAD_DATA, message);
    }
}
