package org.liftlock.dao.sqlite;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.jooq.ValueStorage;
import org.liftlock.dao.jooq.ValueStorages;

/**
 * The one form of each type on SQLite. Dates and times are text of fixed width: text order is time order, equal times are
 * equal texts, and SQLite's own date functions read them.
 */
final class SqliteStorages {

    private static final DateTimeFormatter DATE = form("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_TIME = form("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter INSTANT =
            form("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static final ValueStorages ALL = new ValueStorages(
            temporal(INSTANT, Instant::from),
            temporal(DATE, LocalDate::from),
            temporal(DATE_TIME, LocalDateTime::from),
            text(UUID::toString, SqliteStorages::uuid),
            new SqliteStorage<>(BigDecimal::toPlainString, SqliteStorages::decimal),
            new SqliteStorage<>(number -> number, SqliteStorages::integer),
            new SqliteStorage<>(value -> value ? 1L : 0L, SqliteStorages::bool),
            text(Function.identity(), Function.identity()),
            text(Function.identity(), Function.identity()),
            new SqliteStorage<>(bytes -> bytes, column -> column instanceof byte[] bytes ? bytes : null));

    private SqliteStorages() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static <S extends TemporalAccessor> ValueStorage<S> temporal(
            DateTimeFormatter form, TemporalQuery<S> query) {
        return text(form::format, text -> {
            try {
                return form.parse(text, query);
            } catch (DateTimeException otherForm) {
                return null;
            }
        });
    }

    private static <S> ValueStorage<S> text(Function<S, String> write, Function<String, @Nullable S> read) {
        return new SqliteStorage<>(write::apply, column -> column instanceof String text ? read.apply(text) : null);
    }

    private static @Nullable UUID uuid(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static @Nullable BigDecimal decimal(Object column) {
        if (column instanceof String text) {
            return DECIMAL.matcher(text).matches() && !text.equals("-0") ? new BigDecimal(text) : null;
        }
        // A column of numeric affinity makes numbers of the text; whole ones are exact still.
        Long integer = integer(column);
        return integer == null ? null : BigDecimal.valueOf(integer);
    }

    private static @Nullable Long integer(Object column) {
        return column instanceof Integer || column instanceof Long ? Long.valueOf(((Number) column).longValue()) : null;
    }

    private static @Nullable Boolean bool(Object column) {
        if (column.equals(0)) {
            return false;
        }
        return column.equals(1) ? true : null;
    }
}
