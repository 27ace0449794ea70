package org.liftlock.migration.translate;

import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Expr.Origin;

/**
 * SQLite's arithmetic: whole numbers have 64 bits, division by zero gives NULL, a number stored whole divides whole. A sum
 * over 64 bits is an error in PostgreSQL, where SQLite goes on with a real number. Stateless.
 */
final class Arithmetic {

    private Arithmetic() {}

    /** @param operator one of {@code + - * / %} */
    static Expr binary(String operator, Expr first, Expr second, Context context) {
        if (first.isNull() || second.isNull()) {
            return Expr.literal(Literal.NULL);
        }
        Expr folded = fold(operator, first, second);
        if (folded != null) {
            return folded;
        }
        Expr left = Conversions.number(first, context);
        Expr right = Conversions.number(second, context);
        boolean whole = left.isInteger() && right.isInteger();
        if (operator.equals("%")) {
            return modulo(left, right, whole).undecidedIf(true);
        }
        if (operator.equals("/")) {
            return divide(first, second, left, right, whole);
        }
        PgType type = whole ? PgType.BIGINT : PgType.DOUBLE;
        boolean undecided = isMaybeWhole(left, first) && isMaybeWhole(right, second);
        return Expr.value("(" + operand(left) + " " + operator + " " + operand(right) + ")", type)
                .undecidedIf(undecided);
    }

    private static @org.jspecify.annotations.Nullable Expr fold(String operator, Expr left, Expr right) {
        Literal first = left.literal();
        Literal second = right.literal();
        if (first == null
                || second == null
                || first.kind() != Literal.Kind.INTEGER
                || second.kind() != Literal.Kind.INTEGER) {
            return null;
        }
        long a = first.asLong();
        long b = second.asLong();
        if (b == 0 && (operator.equals("/") || operator.equals("%"))) {
            return Expr.literal(Literal.NULL);
        }
        try {
            return Expr.literal(Literal.integer(
                    switch (operator) {
                        case "+" -> Math.addExact(a, b);
                        case "-" -> Math.subtractExact(a, b);
                        case "*" -> Math.multiplyExact(a, b);
                        case "/" -> a / b;
                        default -> a % b;
                    }));
        } catch (ArithmeticException e) {
            throw new Refusal(a + " " + operator + " " + b, "the result does not fit into 64 bits");
        }
    }

    private static String operand(Expr number) {
        boolean narrow =
                number.literal() == null && number.isInteger() && number.type().kind() != Kind.BIGINT;
        return narrow ? "(" + number.sql() + ")::bigint" : number.sql();
    }

    private static String divisor(Expr number) {
        Literal literal = number.literal();
        boolean safe = literal != null && literal.isNumber() && Double.parseDouble(literal.text()) != 0;
        return safe ? operand(number) : "NULLIF(" + operand(number) + ", 0)";
    }

    private static Expr divide(Expr first, Expr second, Expr left, Expr right, boolean whole) {
        String quotient = "(" + operand(left) + " / " + divisor(right) + ")";
        if (whole) {
            return Expr.value(quotient, PgType.BIGINT);
        }
        if (!isMaybeWhole(left, first) || !isMaybeWhole(right, second)) {
            return Expr.value(quotient, PgType.DOUBLE);
        }
        String test = (wholeTest(first, left) + " AND " + wholeTest(second, right)).replaceFirst("^ AND | AND $", "");
        return Expr.value(
                        "(CASE WHEN " + test + " THEN trunc" + quotient + " ELSE " + quotient + " END)", PgType.DOUBLE)
                .undecidedIf(true);
    }

    private static boolean isMaybeWhole(Expr number, Expr origin) {
        return number.isInteger() || number.isMaybeWhole() || origin.isMaybeWhole();
    }

    /** SQL that tells whether SQLite holds the number as an integer, empty if always. */
    private static String wholeTest(Expr origin, Expr number) {
        if (number.isInteger()) {
            return "";
        }
        // A column with this affinity holds every whole number as an integer.
        if (origin.origin() != Origin.COLUMN || origin.affinity() != Affinity.NUMERIC || !origin.isNumber()) {
            throw new Refusal(
                    "division of " + origin.describe(), "whether SQLite has an integer or a real number is not known");
        }
        return number.sql() + " = trunc(" + number.sql() + ")";
    }

    private static Expr modulo(Expr left, Expr right, boolean whole) {
        if (whole) {
            return Expr.value("(" + operand(left) + " % " + divisor(right) + ")", PgType.BIGINT);
        }
        String sql = "(trunc(" + left.sql() + ")::bigint % NULLIF(trunc(" + right.sql() + ")::bigint, 0))";
        return Expr.value(sql + "::double precision", PgType.DOUBLE);
    }

    static Expr negate(Expr operand, Context context) {
        Literal literal = operand.literal();
        if (literal != null && literal.isNumber() && !literal.text().equals("-9223372036854775808")) {
            String digits = literal.text();
            return Expr.literal(
                    new Literal(literal.kind(), digits.startsWith("-") ? digits.substring(1) : "-" + digits));
        }
        if (operand.isNull()) {
            return operand;
        }
        Expr number = Conversions.number(operand, context);
        return Expr.value("(-" + operand(number) + ")", number.isInteger() ? PgType.BIGINT : PgType.DOUBLE)
                .undecidedIf(number.isMaybeWhole());
    }

    /** @param operator one of {@code & | << >>} */
    static Expr bits(String operator, Expr left, Expr right) {
        if (left.isNull() || right.isNull()) {
            return Expr.literal(Literal.NULL);
        }
        if (!left.isInteger() || !right.isInteger()) {
            throw new Refusal(operator, "its operands are not whole numbers");
        }
        if (operator.equals("&") || operator.equals("|")) {
            return Expr.value(
                    "((" + left.sql() + ")::bigint " + operator + " (" + right.sql() + ")::bigint)", PgType.BIGINT);
        }
        Literal places = right.literal();
        if (places == null || places.asLong() < 0 || places.asLong() > 63) {
            throw new Refusal(operator, "the number of places is not a constant from 0 to 63");
        }
        return Expr.value("((" + left.sql() + ")::bigint " + operator + " " + places.text() + ")", PgType.BIGINT);
    }

    static Expr complement(Expr operand) {
        if (!operand.isInteger()) {
            throw new Refusal("~", "its operand is not a whole number");
        }
        return Expr.value("(~(" + operand.sql() + ")::bigint)", PgType.BIGINT);
    }
}
