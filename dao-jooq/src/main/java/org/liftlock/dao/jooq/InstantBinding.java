package org.liftlock.dao.jooq;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Carries an {@link Instant} through jOOQ on every backend, in the form that the backend's {@link TemporalStorage} gives
 * it. For use as a forced type of columns declared TIMESTAMP in the schema that classes are generated from.
 *
 * <p>Values are cut to whole microseconds, the finest that all backends keep, before they are bound: a value compares the
 * same in Java, in a condition and after a round trip. Stateless.
 */
public final class InstantBinding implements Binding<LocalDateTime, Instant> {

    private static final long serialVersionUID = 1L;
    private static final UtcConverter CONVERTER = new UtcConverter();

    /** Creates the binding; generated classes do. */
    public InstantBinding() {}

    @Override
    public Converter<LocalDateTime, Instant> converter() {
        return CONVERTER;
    }

    @Override
    public void sql(BindingSQLContext<Instant> context) {
        Instant value = truncated(context.value());
        if (context.render().paramType() != ParamType.INLINED) {
            context.render().sql(context.variable());
        } else if (value == null) {
            context.render().sql("null");
        } else {
            context.render().visit(DSL.inline(storage(context.configuration()).literal(value)));
        }
    }

    @Override
    public void set(BindingSetStatementContext<Instant> context) throws SQLException {
        storage(context.configuration()).bind(context.statement(), context.index(), truncated(context.value()));
    }

    @Override
    public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
        context.value(storage(context.configuration()).read(context.resultSet(), context.index()));
    }

    @Override
    public void register(BindingRegisterContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("Stored procedures are not supported");
    }

    @Override
    public void get(BindingGetStatementContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("Stored procedures are not supported");
    }

    @Override
    public void set(BindingSetSQLOutputContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQL data output is not supported");
    }

    @Override
    public void get(BindingGetSQLInputContext<Instant> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("SQL data input is not supported");
    }

    private static @Nullable Instant truncated(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static TemporalStorage storage(Configuration configuration) {
        if (configuration.data(TemporalStorage.class) instanceof TemporalStorage storage) {
            return storage;
        }
        throw new DaoException(ErrorKind.PROGRAMMING, "Points in time are only known inside a repository");
    }

    private static final class UtcConverter implements Converter<LocalDateTime, Instant> {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Instant from(@Nullable LocalDateTime utc) {
            return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
        }

        @Override
        public @Nullable LocalDateTime to(@Nullable Instant instant) {
            return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        @Override
        public Class<LocalDateTime> fromType() {
            return LocalDateTime.class;
        }

        @Override
        public Class<Instant> toType() {
            return Instant.class;
        }
    }
}
