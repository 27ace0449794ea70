package org.liftlock.dao.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.TemporalStorage;

/**
 * Points in time as text of fixed width in UTC, {@code 2024-02-29T23:59:59.000000Z}: text order is time order, equal times
 * are equal texts, and SQLite's own date functions read it.
 */
final class SqliteTemporalStorage implements TemporalStorage {

    static final SqliteTemporalStorage INSTANCE = new SqliteTemporalStorage();

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LATEST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private SqliteTemporalStorage() {}

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, literal(instant));
        }
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null) {
            return null;
        }
        try {
            return FORM.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new DaoException(ErrorKind.BAD_DATA, "A point in time is stored in another form than expected", e);
        }
    }

    @Override
    public String literal(Instant instant) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(AFTER_LATEST)) {
            throw new DaoException(ErrorKind.BAD_DATA, "A point in time lies outside the years 0 to 9999");
        }
        return FORM.format(instant);
    }
}
