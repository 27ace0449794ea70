package org.liftlock.migration.translate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;

/** {@code date()}, {@code time()}, {@code datetime()}, {@code strftime()}, {@code unixepoch()}, {@code julianday()}. Stateless. */
final class DateFunctions {

    private static final String NOW = "(statement_timestamp() AT TIME ZONE 'UTC')";
    private static final Pattern SHIFT = Pattern.compile("([+-]?\\d+) (second|minute|hour|day)s?");
    private static final Pattern CONSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{3})?)?)?");

    private DateFunctions() {}

    static Expr call(String name, List<Expr> args, Context context) {
        return switch (name) {
            case "date" -> spell(args, "%Y-%m-%d", context);
            case "time" -> spell(args, "%H:%M:%S", context);
            case "datetime" -> spell(args, "%Y-%m-%d %H:%M:%S", context);
            case "strftime" -> {
                Literal format = args.isEmpty() ? null : args.get(0).literal();
                if (format == null || !format.isText()) {
                    throw new Refusal("strftime()", "its format is not a constant");
                }
                yield spell(args.subList(1, args.size()), format.text(), context);
            }
            case "unixepoch" ->
                isNull(args)
                        ? Expr.literal(Literal.NULL)
                        : Expr.value(DateFormat.number(timestamp(args, context), 's'), PgType.BIGINT);
            default ->
                isNull(args)
                        ? Expr.literal(Literal.NULL)
                        : Expr.value(
                                "(extract(epoch FROM " + timestamp(args, context)
                                        + ") / 86400 + 2440587.5)::double precision",
                                PgType.DOUBLE);
        };
    }

    /** {@code CURRENT_TIMESTAMP}, {@code CURRENT_DATE}, {@code CURRENT_TIME}. */
    static Expr current(String word, Context context) {
        String format =
                switch (word) {
                    case "CURRENT_DATE" -> "%Y-%m-%d";
                    case "CURRENT_TIME" -> "%H:%M:%S";
                    default -> "%Y-%m-%d %H:%M:%S";
                };
        return spell(List.of(), format, context);
    }

    private static boolean isNull(List<Expr> args) {
        return args.stream().anyMatch(Expr::isNull);
    }

    private static Expr spell(List<Expr> args, String format, Context context) {
        if (isNull(args)) {
            return Expr.literal(Literal.NULL);
        }
        String constant = args.size() == 1 ? constant(args.get(0), format) : null;
        if (constant != null) {
            return Expr.literal(Literal.text(constant));
        }
        return DateFormat.spell(timestamp(args, context), format, context);
    }

    private static @Nullable String constant(Expr argument, String format) {
        Literal literal = argument.literal();
        if (literal == null
                || !literal.isText()
                || !CONSTANT.matcher(literal.text()).matches()) {
            return null;
        }
        String pattern =
                switch (format) {
                    case "%Y-%m-%d" -> "uuuu-MM-dd";
                    case "%H:%M:%S" -> "HH:mm:ss";
                    case "%Y-%m-%d %H:%M:%S" -> "uuuu-MM-dd HH:mm:ss";
                    default -> null;
                };
        return pattern == null ? null : parse(literal.text()).format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }

    private static LocalDateTime parse(String text) {
        try {
            return LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new Refusal("'" + text + "' as a date", "there is no such day or time");
        }
    }

    private static String timestamp(List<Expr> args, Context context) {
        if (args.isEmpty()) {
            context.changing("the current time");
            return NOW;
        }
        Expr first = args.get(0);
        Literal second = args.size() > 1 ? args.get(1).literal() : null;
        boolean epoch = second != null && second.text().equalsIgnoreCase("unixepoch");
        String sql = epoch ? fromEpoch(first) : base(first, context);
        for (Expr modifier : args.subList(epoch ? 2 : 1, args.size())) {
            sql = modify(sql, modifier);
        }
        return sql;
    }

    private static String fromEpoch(Expr seconds) {
        if (!seconds.isNumber()) {
            throw new Refusal("'unixepoch' of " + seconds.describe(), "it is no number");
        }
        return "(to_timestamp(" + seconds.sql() + ") AT TIME ZONE 'UTC')";
    }

    private static String base(Expr value, Context context) {
        Literal literal = value.literal();
        if (literal != null && literal.isText()) {
            if (literal.text().equalsIgnoreCase("now")) {
                context.changing("the current time");
                return NOW;
            }
            if (CONSTANT.matcher(literal.text()).matches()) {
                parse(literal.text());
                return "'" + literal.text().replace('T', ' ') + "'::timestamp";
            }
        }
        if (value.moment() != null) {
            return "(" + value.moment().sql() + ")::timestamp";
        }
        return switch (value.type().kind()) {
            case DATE -> "(" + value.sql() + ")::timestamp";
            case TIMESTAMP -> value.sql();
            case TIMESTAMPTZ -> "(" + value.sql() + " AT TIME ZONE 'UTC')";
            default ->
                throw new Refusal(
                        "a date function of " + value.describe(),
                        value.isText()
                                ? "PostgreSQL fails on a text that is no date, where SQLite gives NULL"
                                : "SQLite reads a plain number as a Julian day");
        };
    }

    private static String modify(String timestamp, Expr modifier) {
        Literal literal = modifier.literal();
        String text = literal == null ? "" : literal.text().toLowerCase(Locale.ROOT);
        Matcher shift = SHIFT.matcher(text);
        if (shift.matches()) {
            return "(" + timestamp + " + '" + shift.group(1) + " " + shift.group(2) + "'::interval)";
        }
        return switch (text) {
            case "start of day" -> "date_trunc('day', " + timestamp + ")";
            case "start of month" -> "date_trunc('month', " + timestamp + ")";
            case "start of year" -> "date_trunc('year', " + timestamp + ")";
            case "localtime" ->
                throw new Refusal("'localtime'", "the zone of the machine that ran SQLite is not that of the server");
            default ->
                throw new Refusal(
                        "date modifier '" + text + "'",
                        text.contains("month") || text.contains("year")
                                ? "SQLite and PostgreSQL add months differently at their ends"
                                : "it has no counterpart");
        };
    }
}
