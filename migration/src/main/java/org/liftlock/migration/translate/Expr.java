package org.liftlock.migration.translate;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;

/**
 * A translated expression with what later decisions need to know of it.
 *
 * @param sql PostgreSQL SQL that binds as tightly as a name
 * @param type its type in PostgreSQL; a NULL literal has one for show
 * @param origin what it came from
 * @param literal its value if it is a constant
 * @param affinity how SQLite converts what it is compared with
 * @param collation how SQLite compares it, {@link Collation#NONE} if it leaves that to the other side
 * @param binary whether PostgreSQL is known to compare it bytewise
 * @param moment the date or time of which it is a spelling
 * @param number SQL of the whole number of which it is a spelling
 * @param fraction digits behind the seconds with which SQLite spells a timestamp column, or null if not known
 */
record Expr(
        String sql,
        PgType type,
        Origin origin,
        @Nullable Literal literal,
        Affinity affinity,
        Collation collation,
        boolean binary,
        @Nullable Moment moment,
        @Nullable String number,
        @Nullable Integer fraction) {

    enum Origin {
        COLUMN,
        /** A column whose values the user has given another meaning. */
        CONVERTED,
        /** A column of texts or bytes that were of other storage classes in SQLite. */
        MIXED,
        /** True, false or NULL, which SQLite has as 1, 0 or NULL. */
        CONDITION,
        VALUE,
        /** A computed number of which it is not known whether SQLite has an integer or a real number. */
        UNDECIDED,
        LITERAL,
        /** A part of a JSON document, as {@code jsonb}, which SQLite has as a plain value. */
        JSON_VALUE
    }

    enum Collation {
        NONE,
        BINARY,
        NOCASE,
        EXPLICIT_BINARY,
        EXPLICIT_NOCASE;

        boolean isExplicit() {
            return this == EXPLICIT_BINARY || this == EXPLICIT_NOCASE;
        }

        boolean isNocase() {
            return this == NOCASE || this == EXPLICIT_NOCASE;
        }
    }

    /** SQL of a date or of a timestamp at UTC. */
    record Moment(String sql, PgType type) {}

    static Expr value(String sql, PgType type) {
        return new Expr(sql, type, Origin.VALUE, null, Affinity.NONE, Collation.NONE, false, null, null, null);
    }

    static Expr condition(String sql) {
        return new Expr(
                sql, PgType.BOOLEAN, Origin.CONDITION, null, Affinity.NONE, Collation.NONE, false, null, null, null);
    }

    static Expr column(String sql, TranslationColumn column) {
        boolean isText = column.type().kind().isText();
        return new Expr(
                sql,
                column.type(),
                column.converted() ? Origin.CONVERTED : column.mixed() ? Origin.MIXED : Origin.COLUMN,
                null,
                Affinity.of(column.declaredType()),
                !isText ? Collation.NONE : column.nocase() ? Collation.NOCASE : Collation.BINARY,
                isText,
                null,
                null,
                column.fraction());
    }

    static Expr literal(Literal literal) {
        return switch (literal.kind()) {
            case NULL -> literal("NULL", PgType.TEXT, literal);
            case INTEGER -> {
                long value = literal.asLong();
                boolean small = value == (int) value;
                yield literal(signed(literal.text()), small ? PgType.INTEGER : PgType.BIGINT, literal);
            }
            case REAL -> literal("'" + literal.text() + "'::double precision", PgType.DOUBLE, literal);
            case TEXT -> literal(PgSql.string(literal.text()), PgType.TEXT, literal);
            case BLOB -> literal(PgSql.bytea(HexFormat.of().parseHex(literal.text())), PgType.BYTEA, literal);
        };
    }

    private static Expr literal(String sql, PgType type, Literal literal) {
        return new Expr(sql, type, Origin.LITERAL, literal, Affinity.NONE, Collation.NONE, false, null, null, null);
    }

    private static String signed(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    Expr withCollation(Collation changed) {
        return new Expr(sql, type, origin, literal, affinity, changed, binary, moment, number, fraction);
    }

    Expr withSql(String changed) {
        return new Expr(changed, type, origin, null, affinity, collation, binary, moment, number, fraction);
    }

    Expr withBinary(boolean changed) {
        return new Expr(sql, type, origin, literal, affinity, collation, changed, moment, number, fraction);
    }

    Expr withMoment(@Nullable Moment changed) {
        return new Expr(sql, type, origin, literal, affinity, collation, binary, changed, number, fraction);
    }

    Expr withNumber(@Nullable String changed) {
        return new Expr(sql, type, origin, literal, affinity, collation, binary, moment, changed, fraction);
    }

    Expr withOrigin(Origin changed) {
        return new Expr(sql, type, changed, literal, affinity, collation, binary, moment, number, fraction);
    }

    /** The same value as an operand: what it came from no longer matters to comparisons. */
    Expr withoutAffinity() {
        return new Expr(sql, type, origin, literal, Affinity.NONE, Collation.NONE, binary, moment, number, fraction);
    }

    boolean isNull() {
        return literal != null && literal.isNull();
    }

    boolean isText() {
        return type.kind().isText() && !isNull();
    }

    boolean isBoolean() {
        return type.kind() == PgType.Kind.BOOLEAN;
    }

    boolean isInteger() {
        return type.kind().isInteger();
    }

    boolean isNumber() {
        return type.kind().isNumber();
    }

    /** Whether SQLite may have an integer where PostgreSQL has a number with a fraction; it divides differently. */
    boolean isMaybeWhole() {
        return origin == Origin.UNDECIDED || origin == Origin.COLUMN && affinity != Affinity.REAL && !isInteger();
    }

    Expr undecidedIf(boolean undecided) {
        return undecided && !isInteger() ? withOrigin(Origin.UNDECIDED) : this;
    }

    /** The value for an expression to work on, which a converted column's cannot be. */
    Expr operand() {
        if (origin == Origin.CONVERTED) {
            throw new Refusal(
                    "column " + sql, "its values mean something else in PostgreSQL, as was chosen; write it anew");
        }
        return this;
    }

    boolean isTemporal() {
        return type.kind().isTemporal();
    }

    boolean isJson() {
        return type.kind() == PgType.Kind.JSON || type.kind() == PgType.Kind.JSONB;
    }

    /** What it is, for refusals. */
    String describe() {
        if (origin == Origin.JSON_VALUE) {
            return "a part of a JSON document";
        }
        if (isNull()) {
            return "NULL";
        }
        return (literal != null ? "the constant " : "") + (literal != null ? sql : type.sql());
    }
}
