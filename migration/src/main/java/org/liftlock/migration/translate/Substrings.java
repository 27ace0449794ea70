package org.liftlock.migration.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgType;

/** {@code substr()}, whose positions count from the end when negative. Stateless. */
final class Substrings {

    private Substrings() {}

    static Expr substr(List<Expr> args, Context context) {
        if (args.stream().anyMatch(Expr::isNull)) {
            return Expr.literal(Literal.NULL);
        }
        boolean bytes = args.get(0).type().kind() == PgType.Kind.BYTEA;
        Expr text = bytes ? args.get(0) : Conversions.text(args.get(0), context);
        Expr start = args.get(1);
        Expr count = args.size() == 3 ? args.get(2) : null;
        if (!start.isInteger() || count != null && !count.isInteger()) {
            throw new Refusal("substr()", "its positions are not whole numbers");
        }
        String sql = start.literal() != null
                ? fromConstant(text.sql(), start.literal().asLong(), count, bytes)
                : fromExpression(text.sql(), start.sql(), count, bytes);
        // Of an empty BLOB SQLite gives NULL.
        String guarded = bytes ? "(CASE WHEN octet_length(" + text.sql() + ") > 0 THEN " + sql + " END)" : sql;
        return Expr.value(guarded, bytes ? PgType.BYTEA : PgType.TEXT).withBinary(text.binary());
    }

    private static String fromConstant(String text, long start, @Nullable Expr count, boolean bytes) {
        if (Math.abs(start) > 1_000_000_000) {
            throw new Refusal("substr()", "the position is too large");
        }
        String from = start >= 0 ? Long.toString(start) : length(text, bytes) + " + 1 - " + -start;
        if (count == null) {
            return start >= 0 ? call(text, from, null) : call(text, "greatest(1, " + from + ")", null);
        }
        Literal literal = count.literal();
        if (literal != null && literal.asLong() >= 0) {
            return call(text, from, literal.text());
        }
        if (start <= 0) {
            throw new Refusal("substr()", "a count that may be negative goes with a position that is not positive");
        }
        if (literal != null) {
            long first = Math.max(1, start + literal.asLong());
            return call(text, Long.toString(first), Long.toString(start - first));
        }
        String n = "(" + count.sql() + ")::integer";
        return "(CASE WHEN " + n + " < 0 THEN "
                + call(text, "greatest(1, " + start + " + " + n + ")", "least(-" + n + ", " + (start - 1) + ")")
                + " ELSE " + call(text, from, n) + " END)";
    }

    private static String fromExpression(String text, String start, @Nullable Expr count, boolean bytes) {
        if (count != null && (count.literal() == null || count.literal().asLong() < 0)) {
            throw new Refusal("substr()", "position and count are both computed");
        }
        String from = "(" + start + ")::integer";
        String fromEnd = length(text, bytes) + " + 1 + " + from;
        String clipped = count == null ? "greatest(1, " + fromEnd + ")" : fromEnd;
        return call(
                text,
                "CASE WHEN " + from + " < 0 THEN " + clipped + " ELSE " + from + " END",
                count == null ? null : count.sql());
    }

    private static String length(String text, boolean bytes) {
        return (bytes ? "octet_length(" : "char_length(") + text + ")";
    }

    private static String call(String text, String from, @Nullable String count) {
        return "substr(" + text + ", " + from + (count == null ? ")" : ", " + count + ")");
    }
}
