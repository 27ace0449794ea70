package org.liftlock.dao.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.jooq.TemporalStorage;

/** Points in time as timestamptz. */
final class PostgresTemporalStorage implements TemporalStorage {

    static final PostgresTemporalStorage INSTANCE = new PostgresTemporalStorage();

    private PostgresTemporalStorage() {}

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        }
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @Override
    public String literal(Instant instant) {
        return instant.toString();
    }
}
