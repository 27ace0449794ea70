package org.liftlock.migration.translate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Expr.Moment;

/**
 * Comparisons of dates and timestamps, which SQLite compares by their text: a date alone is a prefix of every timestamp
 * of that day and less than it. Stateless.
 */
final class MomentComparisons {

    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)(Z|[+-]\\d{2}:\\d{2})?)?");

    private MomentComparisons() {}

    static Expr compare(String operator, Expr left, Expr right, Context context) {
        if (!left.isTemporal()) {
            return compare(Comparisons.mirrored(operator), right, left, context);
        }
        if (left.type().kind() == right.type().kind()) {
            return Comparisons.plain(operator, left.sql(), right.sql());
        }
        Moment moment = right.moment();
        if (moment != null && left.type().kind() == moment.type().kind()) {
            return Comparisons.plain(operator, left.sql(), moment.sql());
        }
        if (moment != null
                && left.type().kind() == Kind.TIMESTAMPTZ
                && moment.type().kind() == Kind.TIMESTAMP) {
            return Comparisons.plain(operator, left.sql(), "(" + moment.sql() + " AT TIME ZONE 'UTC')");
        }
        if (right.literal() != null && right.literal().isText()) {
            return withLiteral(operator, left, right, context);
        }
        if (moment != null && moment.type().kind() == Kind.DATE) {
            return withDay(operator, left, moment.sql(), right);
        }
        if (left.type().kind() == Kind.DATE && right.isText()) {
            return Comparisons.compare(operator, Conversions.text(left, context), right, context);
        }
        throw Comparisons.refused(operator, left, right);
    }

    private static Expr withLiteral(String operator, Expr left, Expr right, Context context) {
        Matcher matcher =
                TEXT.matcher(right.literal() == null ? "" : right.literal().text());
        if (!matcher.matches() || !isDate(matcher.group(1))) {
            throw new Refusal(
                    left.type().sql() + " " + operator + " " + right.sql(), "the text is no date or timestamp");
        }
        String day = "'" + matcher.group(1) + "'::date";
        String time = matcher.group(2);
        String zone = matcher.group(3);
        if (left.type().kind() == Kind.DATE) {
            return time == null
                    ? Comparisons.plain(operator, left.sql(), day)
                    : dateWithTime(operator, left.sql(), day);
        }
        if (time == null) {
            return withDay(operator, left, day, right);
        }
        if (left.type().kind() == Kind.TIMESTAMP && zone != null) {
            throw new Refusal(left.type().sql() + " " + operator + " " + right.sql(), "only one of them has a zone");
        }
        String text = matcher.group(1) + " " + time;
        return left.type().kind() == Kind.TIMESTAMP
                ? spelled(operator, left, text, context)
                : Comparisons.plain(operator, left.sql(), "'" + text + (zone == null ? "Z" : zone) + "'::timestamptz");
    }

    /** The longer of two spellings is the greater one, if the shorter is its beginning. */
    private static Expr spelled(String operator, Expr left, String text, Context context) {
        int point = text.indexOf('.');
        int digits = point < 0 ? 0 : text.length() - point - 1;
        Integer fraction = left.fraction();
        String literal = "'" + text + "'::timestamp";
        if (fraction == null) {
            context.note("timestamps are compared as points in time, where SQLite compares their spellings");
        }
        if (fraction == null || fraction == digits) {
            return Comparisons.plain(operator, left.sql(), literal);
        }
        if (!Comparisons.isOrdering(operator)) {
            return never(operator, left.sql());
        }
        boolean less = operator.startsWith("<");
        if (fraction > digits) {
            return Comparisons.plain(less ? "<" : ">=", left.sql(), literal);
        }
        String cut = text.substring(0, fraction == 0 ? point : point + 1 + fraction);
        return Comparisons.plain(less ? "<=" : ">", left.sql(), "'" + cut + "'::timestamp");
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A timestamp with a date's text: the timestamp's text is longer, hence greater on that very day. */
    private static Expr withDay(String operator, Expr timestamp, String day, Expr right) {
        if (!timestamp.isTemporal() || timestamp.type().kind() == Kind.DATE) {
            throw Comparisons.refused(operator, timestamp, right);
        }
        String start = timestamp.type().kind() == Kind.TIMESTAMPTZ
                ? "(" + day + "::timestamp AT TIME ZONE 'UTC')"
                : "(" + day + ")::timestamp";
        return switch (operator) {
            case ">", ">=" -> Comparisons.plain(">=", timestamp.sql(), start);
            case "<", "<=" -> Comparisons.plain("<", timestamp.sql(), start);
            default -> never(operator, timestamp.sql());
        };
    }

    private static Expr dateWithTime(String operator, String date, String day) {
        return switch (operator) {
            case "<", "<=" -> Comparisons.plain("<=", date, day);
            case ">", ">=" -> Comparisons.plain(">", date, day);
            default -> never(operator, date);
        };
    }

    private static Expr never(String operator, String sql) {
        return switch (operator) {
            case "IS" -> Expr.condition("false");
            case "IS NOT" -> Expr.condition("true");
            case "=" -> Expr.condition("(CASE WHEN " + sql + " IS NOT NULL THEN false END)");
            default -> Expr.condition("(CASE WHEN " + sql + " IS NOT NULL THEN true END)");
        };
    }

    /** A constant text as a value of a temporal type, or null if it is none. */
    static @org.jspecify.annotations.Nullable String constant(String text, PgType type) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !isDate(matcher.group(1))) {
            return null;
        }
        String time = matcher.group(2) == null ? "" : " " + matcher.group(2);
        String zone = matcher.group(3) == null ? "" : matcher.group(3);
        return switch (type.kind()) {
            case DATE -> time.isEmpty() ? "'" + matcher.group(1) + "'::date" : null;
            case TIMESTAMP ->
                zone.isEmpty() || zone.equals("Z") || zone.equals("+00:00")
                        ? "'" + matcher.group(1) + time + "'::timestamp"
                        : null;
            case TIMESTAMPTZ ->
                "'" + matcher.group(1) + (time.isEmpty() ? " 00:00" : time) + (zone.isEmpty() ? "Z" : zone)
                        + "'::timestamptz";
            default -> null;
        };
    }
}
