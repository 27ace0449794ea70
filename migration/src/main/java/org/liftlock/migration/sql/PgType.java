package org.liftlock.migration.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL type that a plan may choose for a column.
 *
 * @param kind which type
 * @param length characters of a {@code varchar}, digits of a {@code numeric} with a precision, otherwise 0
 * @param scale digits behind the point of a {@code numeric} with a precision, otherwise 0
 */
public record PgType(Kind kind, int length, int scale) {

    /** The types that a plan knows. */
    public enum Kind {
        BOOLEAN("boolean"),
        SMALLINT("smallint"),
        INTEGER("integer"),
        BIGINT("bigint"),
        DOUBLE("double precision"),
        NUMERIC("numeric"),
        TEXT("text"),
        VARCHAR("varchar"),
        BYTEA("bytea"),
        DATE("date"),
        TIMESTAMP("timestamp"),
        TIMESTAMPTZ("timestamptz"),
        JSON("json"),
        JSONB("jsonb"),
        UUID("uuid");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /**
         * The type's name in SQL.
         *
         * @return for instance {@code double precision}
         */
        public String sql() {
            return sql;
        }

        /**
         * Whether values are whole numbers.
         *
         * @return true for smallint, integer and bigint
         */
        public boolean isInteger() {
            return this == SMALLINT || this == INTEGER || this == BIGINT;
        }

        /**
         * Whether values are numbers.
         *
         * @return true for the integer types, double precision and numeric
         */
        public boolean isNumber() {
            return isInteger() || this == DOUBLE || this == NUMERIC;
        }

        /**
         * Whether values are character strings.
         *
         * @return true for text and varchar
         */
        public boolean isText() {
            return this == TEXT || this == VARCHAR;
        }

        /**
         * Whether values are dates or points in time.
         *
         * @return true for date, timestamp and timestamptz
         */
        public boolean isTemporal() {
            return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
        }
    }

    public static final PgType BOOLEAN = new PgType(Kind.BOOLEAN, 0, 0);
    public static final PgType SMALLINT = new PgType(Kind.SMALLINT, 0, 0);
    public static final PgType INTEGER = new PgType(Kind.INTEGER, 0, 0);
    public static final PgType BIGINT = new PgType(Kind.BIGINT, 0, 0);
    public static final PgType DOUBLE = new PgType(Kind.DOUBLE, 0, 0);
    public static final PgType NUMERIC = new PgType(Kind.NUMERIC, 0, 0);
    public static final PgType TEXT = new PgType(Kind.TEXT, 0, 0);
    public static final PgType BYTEA = new PgType(Kind.BYTEA, 0, 0);
    public static final PgType DATE = new PgType(Kind.DATE, 0, 0);
    public static final PgType TIMESTAMP = new PgType(Kind.TIMESTAMP, 0, 0);
    public static final PgType TIMESTAMPTZ = new PgType(Kind.TIMESTAMPTZ, 0, 0);
    public static final PgType JSON = new PgType(Kind.JSON, 0, 0);
    public static final PgType JSONB = new PgType(Kind.JSONB, 0, 0);
    public static final PgType UUID = new PgType(Kind.UUID, 0, 0);

    private static final Pattern WITH_ARGUMENTS =
            Pattern.compile("(varchar|numeric)\\s*\\(\\s*(\\d{1,8})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\)");

    /**
     * {@code varchar(length)}.
     *
     * @param length characters, at least 1
     * @return the type
     */
    public static PgType varchar(int length) {
        return new PgType(Kind.VARCHAR, length, 0);
    }

    /**
     * {@code numeric(precision, scale)}.
     *
     * @param precision digits in all, at least 1
     * @param scale digits behind the point
     * @return the type
     */
    public static PgType numeric(int precision, int scale) {
        return new PgType(Kind.NUMERIC, precision, scale);
    }

    /**
     * Reads a type as a plan spells it.
     *
     * @param sql for instance {@code bigint} or {@code numeric(10,2)}
     * @return the type
     * @throws IllegalArgumentException if a plan does not know it
     */
    public static PgType parse(String sql) {
        String text = sql.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = WITH_ARGUMENTS.matcher(text);
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(2));
            boolean isVarchar = matcher.group(1).equals("varchar");
            String second = matcher.group(3);
            if (first > 0 && isVarchar && second == null) {
                return varchar(first);
            }
            if (first > 0 && !isVarchar) {
                return numeric(first, second == null ? 0 : Integer.parseInt(second));
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind.sql.equals(text) && kind != Kind.VARCHAR) {
                return new PgType(kind, 0, 0);
            }
        }
        throw new IllegalArgumentException("unknown type: " + sql);
    }

    /**
     * Reads a type as PostgreSQL's {@code format_type} spells it (src/backend/utils/adt/format_type.c).
     *
     * @param formatted for instance {@code character varying(40)}
     * @return the type, if a plan knows one that takes and gives the same values
     */
    public static Optional<PgType> ofCatalog(String formatted) {
        String text =
                formatted.equals("character varying") ? "text" : formatted.replace("character varying", "varchar");
        // Six digits are what the type has without a word; with fewer, PostgreSQL would round.
        text = text.replaceFirst("^timestamp(?:\\(6\\))? without time zone$", "timestamp")
                .replaceFirst("^timestamp(?:\\(6\\))? with time zone$", "timestamptz");
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The type in SQL.
     *
     * @return for instance {@code numeric(10,2)}
     */
    public String sql() {
        return switch (kind) {
            case VARCHAR -> "varchar(" + length + ")";
            case NUMERIC -> length == 0 ? "numeric" : "numeric(" + length + "," + scale + ")";
            default -> kind.sql();
        };
    }

    @Override
    public String toString() {
        return sql();
    }
}
