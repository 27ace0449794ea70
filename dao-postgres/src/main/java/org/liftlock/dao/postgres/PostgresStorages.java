package org.liftlock.dao.postgres;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.liftlock.dao.jooq.ValueStorages;
import org.postgresql.util.PGobject;

/** The type of PostgreSQL for each type of Java. */
final class PostgresStorages {

    /** PostgreSQL counts the years before Christ from 1 and marks them; there is one of them in range, the year 0. */
    private static final String YEAR_ZERO = "0000-";

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    static final ValueStorages ALL = new ValueStorages(
            new PostgresStorage<>(
                    "timestamptz",
                    Types.TIMESTAMP_WITH_TIMEZONE,
                    (Instant value) -> value.atOffset(ZoneOffset.UTC),
                    (row, index) -> {
                        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
                        return value == null ? null : value.toInstant();
                    },
                    value -> withEra(DATE_TIME.format(value.atOffset(ZoneOffset.UTC)), "+00")),
            new PostgresStorage<>(
                    "date",
                    Types.DATE,
                    (LocalDate value) -> value,
                    (row, index) -> row.getObject(index, LocalDate.class),
                    value -> withEra(DateTimeFormatter.ISO_LOCAL_DATE.format(value), "")),
            new PostgresStorage<>(
                    "timestamp",
                    Types.TIMESTAMP,
                    (LocalDateTime value) -> value,
                    (row, index) -> row.getObject(index, LocalDateTime.class),
                    value -> withEra(DATE_TIME.format(value), "")),
            new PostgresStorage<>(
                    "uuid",
                    Types.OTHER,
                    (UUID value) -> value,
                    (row, index) -> row.getObject(index, UUID.class),
                    UUID::toString),
            new PostgresStorage<>(
                    "numeric",
                    Types.NUMERIC,
                    (BigDecimal value) -> value,
                    (row, index) -> row.getBigDecimal(index),
                    BigDecimal::toPlainString),
            new PostgresStorage<>(
                    "bigint",
                    Types.BIGINT,
                    (Long value) -> value,
                    (row, index) -> row.getLong(index),
                    Object::toString),
            new PostgresStorage<>(
                    "boolean",
                    Types.BOOLEAN,
                    (Boolean value) -> value,
                    (row, index) -> row.getBoolean(index),
                    Object::toString),
            new PostgresStorage<>(
                    "text",
                    Types.VARCHAR,
                    (String value) -> value,
                    (row, index) -> row.getString(index),
                    Function.identity()),
            new PostgresStorage<>(
                    "jsonb",
                    Types.OTHER,
                    PostgresStorages::json,
                    (row, index) -> row.getString(index),
                    Function.identity()),
            new PostgresStorage<>(
                    "bytea",
                    Types.BINARY,
                    (byte[] value) -> value,
                    (row, index) -> row.getBytes(index),
                    value -> "\\x" + HexFormat.of().formatHex(value)));

    private PostgresStorages() {}

    private static String withEra(String text, String zone) {
        return text.startsWith(YEAR_ZERO) ? "0001-" + text.substring(YEAR_ZERO.length()) + zone + " BC" : text + zone;
    }

    private static Object json(String text) {
        try {
            PGobject object = new PGobject();
            object.setType("jsonb");
            object.setValue(text);
            return object;
        } catch (SQLException e) {
            throw new IllegalStateException("The driver takes any text", e);
        }
    }
}
