package org.liftlock.migration.translate;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.translate.Expr.Origin;

/** SQLite's implicit and explicit conversions between types, where they can be had exactly. Stateless. */
final class Conversions {

    private static final String SPACE = "[ \\t\\n\\v\\f\\r]*";
    private static final String REAL = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?";
    private static final String INTEGER_PREFIX = "'^" + SPACE + "([+-]?[0-9]+)'";
    private static final String REAL_PREFIX = "'^" + SPACE + "(" + REAL + ")'";
    static final String WHOLE_NUMBER = "'^" + SPACE + REAL + SPACE + "$'";

    private Conversions() {}

    /** As a condition: NULL, or whether it is a number other than zero. */
    static Expr truth(Expr value) {
        value.operand();
        if (value.isBoolean()) {
            return Expr.condition(value.sql());
        }
        Literal literal = value.literal();
        if (literal != null) {
            if (literal.isNull()) {
                return Expr.condition("NULL::boolean");
            }
            if (literal.isNumber()) {
                return Expr.condition(Double.parseDouble(literal.text()) != 0 ? "true" : "false");
            }
        }
        if (value.isNumber()) {
            return Expr.condition("(" + value.sql() + " <> 0)");
        }
        throw new Refusal(value.describe() + " as a condition", "SQLite would read a number from its text");
    }

    /** As a number; a text by its leading digits. */
    static Expr number(Expr value, Context context) {
        if (value.isNull()) {
            return value;
        }
        if (value.isBoolean()) {
            return Expr.value("(" + value.sql() + ")::integer", PgType.INTEGER);
        }
        if (value.isNumber()) {
            return value.type().kind() == Kind.NUMERIC && value.literal() == null
                    ? Expr.value("(" + value.sql() + ")::double precision", PgType.DOUBLE)
                            .undecidedIf(value.isMaybeWhole())
                    : value;
        }
        if (value.number() != null) {
            return Expr.value(value.number(), PgType.BIGINT);
        }
        Literal literal = value.literal();
        if (literal != null && literal.isText() && literal.withNumericAffinity().isNumber()) {
            return Expr.literal(literal.withNumericAffinity());
        }
        if (value.isText() || value.type().kind() == Kind.DATE) {
            String text = text(value, context).sql();
            context.note("arithmetic on text reads its leading digits, as SQLite does");
            return Expr.value(
                            "(CASE WHEN " + text + " IS NOT NULL THEN coalesce(substring(" + text + " FROM "
                                    + pattern(REAL_PREFIX) + "), '0')::double precision END)",
                            PgType.DOUBLE)
                    .undecidedIf(true);
        }
        throw new Refusal("arithmetic on " + value.describe(), "its number in SQLite is not known");
    }

    /** As a text, where SQLite's spelling is known. */
    static Expr text(Expr value, Context context) {
        if (value.isNull()) {
            return Expr.value("NULL::text", PgType.TEXT);
        }
        Literal literal = value.literal();
        if (literal != null && literal.kind() == Literal.Kind.INTEGER) {
            return Expr.literal(Literal.text(literal.text()));
        }
        if (value.isText()) {
            return value;
        }
        if (value.isBoolean()) {
            return Expr.value("(" + value.sql() + ")::integer::text", PgType.TEXT);
        }
        if (value.isInteger()) {
            return Expr.value("(" + value.sql() + ")::text", PgType.TEXT);
        }
        if (value.type().kind() == Kind.DATE) {
            return DateFormat.spell("(" + value.sql() + ")::timestamp", "%Y-%m-%d", context);
        }
        if (value.type().kind() == Kind.JSON) {
            return Expr.value("(" + value.sql() + ")::text", PgType.TEXT);
        }
        throw new Refusal(value.describe() + " as text", "SQLite's spelling of it is not kept");
    }

    /** {@code CAST(value AS type)}. */
    static Expr cast(Expr value, String declared, Context context) {
        Affinity affinity = Affinity.of(declared);
        boolean integer = declared.toUpperCase(java.util.Locale.ROOT).contains("INT");
        if (value.isNull()) {
            return value;
        }
        if (integer) {
            return toInteger(value, context);
        }
        return switch (affinity) {
            case TEXT -> text(value, context).withoutAffinity().withCollation(value.collation());
            case REAL -> toReal(value, context);
            case NUMERIC ->
                value.isNumber() || value.isBoolean()
                        ? number(value, context)
                        : toReal(value, context).undecidedIf(true);
            case NONE -> toBlob(value, context);
        };
    }

    private static Expr toInteger(Expr value, Context context) {
        if (value.isBoolean() || value.isInteger() || value.number() != null) {
            Expr number = number(value, context);
            return Expr.value("(" + number.sql() + ")::bigint", PgType.BIGINT);
        }
        if (value.isNumber()) {
            return Expr.value("trunc(" + value.sql() + ")::bigint", PgType.BIGINT);
        }
        String text = text(value, context).sql();
        return Expr.value(
                "(CASE WHEN " + text + " IS NOT NULL THEN greatest(least(coalesce(substring(" + text + " FROM "
                        + pattern(INTEGER_PREFIX)
                        + ")::numeric, 0), 9223372036854775807), -9223372036854775808)::bigint END)",
                PgType.BIGINT);
    }

    private static Expr toReal(Expr value, Context context) {
        if (value.isNumber() || value.isBoolean() || value.number() != null) {
            Expr number = number(value, context);
            return Expr.value("(" + number.sql() + ")::double precision", PgType.DOUBLE);
        }
        String text = text(value, context).sql();
        return Expr.value(
                "(CASE WHEN " + text + " IS NOT NULL THEN coalesce(substring(" + text + " FROM " + pattern(REAL_PREFIX)
                        + "), '0')::double precision END)",
                PgType.DOUBLE);
    }

    private static Expr toBlob(Expr value, Context context) {
        if (value.type().kind() == Kind.BYTEA) {
            return value;
        }
        if (value.isText()) {
            context.changing("CAST of a text to a BLOB");
            return Expr.value("convert_to(" + value.sql() + ", 'UTF8')", PgType.BYTEA);
        }
        throw new Refusal("CAST of " + value.describe() + " to a BLOB", "its bytes in SQLite are not known");
    }

    static String pattern(String quoted) {
        return quoted.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** Several values brought to one type, as the branches of CASE must have. */
    static List<Expr> unify(List<Expr> values, String construct, Context context) {
        List<Expr> known = values.stream().filter(value -> !value.isNull()).toList();
        if (known.isEmpty()) {
            return values;
        }
        boolean allBoolean = known.stream().anyMatch(v -> v.isBoolean() && v.origin() != Origin.CONDITION)
                && known.stream().allMatch(v -> v.isBoolean() || isBit(v));
        List<Expr> unified = new ArrayList<>();
        PgType type = allBoolean ? PgType.BOOLEAN : commonType(known, construct);
        for (Expr value : values) {
            unified.add(value.isNull() ? value : convert(value, type, construct, context));
        }
        return unified;
    }

    private static boolean isBit(Expr value) {
        return value.literal() != null
                && (value.literal().is(0) || value.literal().is(1));
    }

    private static PgType commonType(List<Expr> values, String construct) {
        if (values.stream().allMatch(v -> v.isNumber() || v.isBoolean())) {
            if (values.stream().anyMatch(v -> v.type().kind() == Kind.DOUBLE)) {
                return PgType.DOUBLE;
            }
            if (values.stream().anyMatch(v -> v.type().kind() == Kind.NUMERIC)) {
                return PgType.NUMERIC;
            }
            return values.stream().anyMatch(v -> v.type().kind() == Kind.BIGINT) ? PgType.BIGINT : PgType.INTEGER;
        }
        PgType first = values.get(0).type();
        if (values.stream().allMatch(v -> v.type().kind() == first.kind())) {
            return first.kind() == Kind.VARCHAR ? PgType.TEXT : first;
        }
        if (values.stream().allMatch(v -> v.isText() || v.type().kind() == Kind.DATE)) {
            return PgType.TEXT;
        }
        throw new Refusal(
                construct,
                "its values have different types in PostgreSQL: "
                        + String.join(
                                ", ",
                                values.stream().map(Expr::describe).distinct().toList()));
    }

    private static Expr convert(Expr value, PgType type, String construct, Context context) {
        if (type.kind() == Kind.BOOLEAN) {
            return value.isBoolean()
                    ? value
                    : Expr.value(value.literal() != null && value.literal().is(1) ? "true" : "false", type);
        }
        if (type.kind() == Kind.TEXT) {
            return text(value, context);
        }
        if (value.type().kind() == type.kind()) {
            return value;
        }
        if (!type.kind().isNumber()) {
            throw new Refusal(construct, "its values have different types in PostgreSQL");
        }
        return Expr.value("(" + value.sql() + ")" + (value.isBoolean() ? "::integer" : "") + "::" + type.sql(), type)
                .undecidedIf(true);
    }
}
