package org.liftlock.migration.translate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.value.ShortestDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A value stored in a column: SQLite converts by the column's affinity, here the value must fit the type. Stateless. */
final class Assignments {

    private static final Set<String> TRUE = Set.of("1", "t", "true", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("0", "f", "false", "no", "n", "off");
    private static final JsonMapper JSON = new JsonMapper();

    private Assignments() {}

    static String assign(Expr value, PgType target, Context context) {
        Literal literal = value.literal();
        String sql = literal != null ? literal(literal, target, context) : computed(value, target, context);
        if (sql == null) {
            throw new Refusal(
                    literal != null ? value.sql() : value.describe(), "it does not fit the type " + target.sql());
        }
        return sql;
    }

    private static @Nullable String computed(Expr value, PgType target, Context context) {
        Kind kind = target.kind();
        Expr.Moment moment = value.moment();
        if (kind.isTemporal() && moment != null) {
            return moment(moment, kind);
        }
        if (value.origin() == Expr.Origin.JSON_VALUE && (kind == Kind.JSON || kind == Kind.JSONB)) {
            return null;
        }
        if (kind == Kind.NUMERIC && target.length() > 0 && !value.isInteger() && !target.equals(value.type())) {
            context.note("numbers are rounded to " + target.sql());
        }
        if (kind.isText()) {
            if (value.isTemporal() && kind != value.type().kind()) {
                return null;
            }
            return Conversions.text(value, context).sql();
        }
        if (kind.isNumber() && value.number() != null) {
            return value.number();
        }
        if (kind.isNumber() && (value.isNumber() || value.isBoolean())) {
            boolean narrows = kind.isInteger() && !value.isInteger() && !value.isBoolean();
            String sql = Conversions.number(value, context).sql();
            return narrows ? null : value.type().kind() == kind ? sql : "(" + sql + ")::" + target.sql();
        }
        if (kind == Kind.BOOLEAN && value.isBoolean() || kind == value.type().kind()) {
            return value.sql();
        }
        return null;
    }

    private static @Nullable String moment(Expr.Moment moment, Kind kind) {
        boolean isDate = moment.type().kind() == Kind.DATE;
        return switch (kind) {
            case DATE -> isDate ? moment.sql() : null;
            case TIMESTAMP -> isDate ? "(" + moment.sql() + ")::timestamp" : moment.sql();
            default -> "((" + moment.sql() + ")" + (isDate ? "::timestamp" : "") + " AT TIME ZONE 'UTC')";
        };
    }

    private static @Nullable String literal(Literal literal, PgType target, Context context) {
        return switch (target.kind()) {
            case BOOLEAN -> bool(literal);
            case SMALLINT, INTEGER, BIGINT -> integer(literal.withNumericAffinity(), target.kind());
            case DOUBLE -> real(literal.withNumericAffinity());
            case NUMERIC -> numeric(literal.withNumericAffinity(), target);
            case TEXT, VARCHAR -> text(literal, target);
            case BYTEA -> bytes(literal);
            case DATE, TIMESTAMP, TIMESTAMPTZ -> moment(literal, target, context);
            case JSON, JSONB -> json(literal, target);
            // A default for a uuid is an expression, which each database spells in its own way.
            case UUID -> null;
        };
    }

    private static @Nullable String bool(Literal literal) {
        String text = literal.text().toLowerCase(Locale.ROOT);
        if (literal.kind() != Literal.Kind.TEXT && literal.kind() != Literal.Kind.INTEGER) {
            return null;
        }
        return TRUE.contains(text) ? "true" : FALSE.contains(text) ? "false" : null;
    }

    private static @Nullable String integer(Literal literal, Kind kind) {
        if (literal.kind() == Literal.Kind.REAL) {
            double value = Double.parseDouble(literal.text());
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? integer(Literal.integer((long) value), kind) : null;
        }
        if (literal.kind() != Literal.Kind.INTEGER) {
            return null;
        }
        int bits = kind == Kind.SMALLINT ? 16 : kind == Kind.INTEGER ? 32 : 64;
        return new BigInteger(literal.text()).bitLength() < bits ? literal.text() : null;
    }

    private static @Nullable String real(Literal literal) {
        if (!literal.isNumber()) {
            return null;
        }
        double value = Double.parseDouble(literal.text());
        return Double.isInfinite(value) ? (value > 0 ? "'Infinity'" : "'-Infinity'") : literal.text();
    }

    private static @Nullable String numeric(Literal literal, PgType target) {
        if (!literal.isNumber()) {
            return null;
        }
        String text = literal.text();
        if (literal.kind() == Literal.Kind.REAL) {
            double real = Double.parseDouble(text);
            if (Double.isInfinite(real)) {
                return target.length() > 0 ? null : real > 0 ? "'Infinity'" : "'-Infinity'";
            }
            if (Math.abs(real) >= ShortestDecimal.WHOLE_FROM) {
                // What SQLite has read, most likely not the number that is written.
                text = ShortestDecimal.amongIntegers(real).toPlainString();
            }
        }
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        boolean fits = target.length() == 0
                || value.scale() <= target.scale()
                        && value.precision() - value.scale() <= target.length() - target.scale();
        return fits ? text : null;
    }

    private static @Nullable String text(Literal literal, PgType target) {
        if (literal.kind() == Literal.Kind.BLOB || literal.text().indexOf('\0') >= 0) {
            return null;
        }
        boolean plain = literal.kind() != Literal.Kind.REAL
                || literal.text().matches("-?(0|[1-9]\\d{0,9})\\.(\\d{0,4}[1-9]|0)");
        String text = literal.text();
        boolean fits = target.kind() == Kind.TEXT || text.codePointCount(0, text.length()) <= target.length();
        return plain && fits ? PgSql.string(text) : null;
    }

    private static @Nullable String bytes(Literal literal) {
        return switch (literal.kind()) {
            case BLOB -> PgSql.bytea(java.util.HexFormat.of().parseHex(literal.text()));
            case TEXT -> PgSql.bytea(literal.text().getBytes(StandardCharsets.UTF_8));
            default -> null;
        };
    }

    private static @Nullable String moment(Literal literal, PgType target, Context context) {
        if (!literal.isText()) {
            return null;
        }
        // Zeros below the microsecond change nothing.
        String text = literal.text().replaceFirst("(\\.\\d{6})0+(?=$|Z|[+-])", "$1");
        String sql = MomentComparisons.constant(text, target);
        boolean zone = text.matches("(?s).{11,}(Z|[+-]\\d{2}:\\d{2})");
        if (sql != null && target.kind() == Kind.TIMESTAMPTZ && !zone) {
            context.note("a date or time without a zone is taken as UTC");
        }
        return sql;
    }

    private static @Nullable String json(Literal literal, PgType target) {
        if (!literal.isText() && !literal.isNumber()) {
            return null;
        }
        try {
            JSON.readTree(literal.text());
        } catch (JacksonException e) {
            return null;
        }
        boolean storable = !literal.text().isBlank() && !literal.text().contains("\\u0000");
        return storable ? PgSql.string(literal.text()) + "::" + target.sql() : null;
    }
}
