package org.liftlock.migration.translate;

import java.util.Locale;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Expr.Collation;
import org.liftlock.migration.translate.Expr.Origin;

/**
 * Comparisons by SQLite's rules: affinity converts one side, classes are ordered numbers before texts, texts compare
 * bytewise or with NOCASE (sqlite.org/datatype3.html, sections 4 and 7). Stateless.
 */
final class Comparisons {

    private Comparisons() {}

    /** @param operator one of {@code = <> < <= > >=}, {@code IS} and {@code IS NOT} */
    static Expr compare(String operator, Expr left, Expr right, Context context) {
        if (left.isNull() || right.isNull()) {
            return withNull(operator, left.isNull() ? right : left);
        }
        if (left.origin() == Origin.JSON_VALUE || right.origin() == Origin.JSON_VALUE) {
            return JsonFunctions.compare(operator, left, right);
        }
        if (isNumeric(left) && isNumeric(right)) {
            return numbers(operator, left, right, context);
        }
        if (left.isTemporal() || right.isTemporal()) {
            return MomentComparisons.compare(operator, left, right, context);
        }
        if (left.isText() && right.isText()) {
            return texts(operator, left, right);
        }
        if (left.isText() && isNumeric(right)) {
            return textWithNumber(operator, left, right, false, context);
        }
        if (isNumeric(left) && right.isText()) {
            return textWithNumber(operator, right, left, true, context);
        }
        if (left.type().kind() == Kind.BYTEA && right.type().kind() == Kind.BYTEA) {
            return plain(operator, left.sql(), right.sql());
        }
        if (left.type().kind() == Kind.UUID && right.type().kind() == Kind.UUID && !isOrdering(operator)) {
            context.note("UUIDs are equal however they were spelled");
            return plain(operator, left.sql(), right.sql());
        }
        throw refused(operator, left, right);
    }

    static Refusal refused(String operator, Expr left, Expr right) {
        return new Refusal(
                left.describe() + " " + operator + " " + right.describe(),
                "values of such different types compare by their storage class in SQLite");
    }

    static Expr plain(String operator, String left, String right) {
        String own =
                switch (operator) {
                    case "IS" -> "IS NOT DISTINCT FROM";
                    case "IS NOT" -> "IS DISTINCT FROM";
                    default -> operator;
                };
        return Expr.condition("(" + left + " " + own + " " + right + ")");
    }

    /** The same comparison seen from the other side. */
    static String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    static boolean isOrdering(String operator) {
        return operator.startsWith("<") && !operator.equals("<>") || operator.startsWith(">");
    }

    private static Expr withNull(String operator, Expr other) {
        return switch (operator) {
            case "IS" -> Expr.condition("(" + other.sql() + " IS NULL)");
            case "IS NOT" -> Expr.condition("(" + other.sql() + " IS NOT NULL)");
            default -> Expr.condition("NULL::boolean");
        };
    }

    private static boolean isNumeric(Expr value) {
        return value.isNumber() || value.isBoolean();
    }

    private static Expr numbers(String operator, Expr left, Expr right, Context context) {
        if (left.isBoolean() && right.isBoolean()) {
            return plain(operator, left.sql(), right.sql());
        }
        if (left.isBoolean() && isBit(right)) {
            return plain(
                    operator,
                    left.sql(),
                    right.literal() != null && right.literal().is(1) ? "true" : "false");
        }
        if (right.isBoolean() && isBit(left)) {
            return numbers(mirrored(operator), right, left, context);
        }
        return plain(operator, asNumber(left), asNumber(right));
    }

    private static String asNumber(Expr value) {
        if (value.isBoolean()) {
            return "(" + value.sql() + ")::integer";
        }
        return value.sql();
    }

    private static boolean isBit(Expr value) {
        return value.literal() != null
                && (value.literal().is(0) || value.literal().is(1));
    }

    /** The collation by which SQLite compares two operands. */
    static boolean isNocase(Expr left, Expr right) {
        if (left.collation().isExplicit() || !right.collation().isExplicit() && left.collation() != Collation.NONE) {
            return left.collation().isNocase();
        }
        return right.collation().isNocase();
    }

    private static Expr texts(String operator, Expr left, Expr right) {
        if (isNocase(left, right)) {
            return plain(operator, lower(left), lower(right));
        }
        boolean known = left.binary() || right.binary() || !isOrdering(operator);
        return plain(operator, known ? left.sql() : left.sql() + " COLLATE \"C\"", right.sql());
    }

    /** In lower case as NOCASE has it: ASCII letters only. */
    static String lower(Expr text) {
        if (text.literal() != null) {
            return PgSql.string(lowerAscii(text.literal().text()));
        }
        return "lower(" + text.sql() + (text.binary() ? ")" : " COLLATE \"C\")");
    }

    static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c | 0x20));
            }
        }
        return lower.toString();
    }

    private static Expr textWithNumber(String operator, Expr text, Expr number, boolean numberFirst, Context context) {
        String mirrored = numberFirst ? mirrored(operator) : operator;
        Literal literal = text.literal();
        if (literal != null && number.affinity().isNumber()) {
            Literal converted = literal.withNumericAffinity();
            if (converted.isNumber()) {
                return compare(mirrored, Expr.literal(converted), number, context);
            }
        }
        if (literal == null && number.affinity().isNumber()) {
            return columnAsNumber(mirrored, text, number);
        }
        if (text.affinity() == Affinity.TEXT && (number.isInteger() || number.isBoolean())) {
            return compare(mirrored, text, Conversions.text(number, context), context);
        }
        throw refused(operator, numberFirst ? number : text, numberFirst ? text : number);
    }

    /** A text that looks like a number compares as one; any other text is greater than every number. */
    private static Expr columnAsNumber(String operator, Expr text, Expr number) {
        String sql = text.sql();
        String value = asNumber(number);
        boolean greater = operator.startsWith(">") || operator.equals("<>") || operator.equals("IS NOT");
        String own = plain(operator, sql + "::numeric", value).sql();
        String other =
                switch (operator.toUpperCase(Locale.ROOT)) {
                    case "IS" -> "(" + sql + " IS NULL AND " + value + " IS NULL)";
                    case "IS NOT" -> "(" + sql + " IS NOT NULL OR " + value + " IS NOT NULL)";
                    default ->
                        "(CASE WHEN " + sql + " IS NOT NULL AND " + value + " IS NOT NULL THEN " + greater + " END)";
                };
        return Expr.condition("(CASE WHEN " + sql + " ~ " + Conversions.pattern(Conversions.WHOLE_NUMBER) + " THEN "
                + own + " ELSE " + other + " END)");
    }
}
