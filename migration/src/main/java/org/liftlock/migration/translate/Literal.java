package org.liftlock.migration.translate;

import java.util.regex.Pattern;

/**
 * A constant.
 *
 * @param kind its storage class in SQLite
 * @param text its value: digits of a number, the characters of a text, hexadecimal digits of a BLOB, empty for NULL
 */
record Literal(Kind kind, String text) {

    enum Kind {
        NULL,
        INTEGER,
        REAL,
        TEXT,
        BLOB
    }

    static final Literal NULL = new Literal(Kind.NULL, "");

    private static final Pattern INTEGER = Pattern.compile("[ \\t\\n\\f\\r]*([+-]?\\d{1,18})[ \\t\\n\\f\\r]*");
    private static final Pattern REAL =
            Pattern.compile("[ \\t\\n\\f\\r]*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)[ \\t\\n\\f\\r]*");

    static Literal integer(long value) {
        return new Literal(Kind.INTEGER, Long.toString(value));
    }

    static Literal text(String text) {
        return new Literal(Kind.TEXT, text);
    }

    boolean isNull() {
        return kind == Kind.NULL;
    }

    boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.REAL;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean is(long value) {
        return kind == Kind.INTEGER && Long.parseLong(text) == value;
    }

    long asLong() {
        return Long.parseLong(text);
    }

    /** The literal after numeric affinity was applied; itself if a text does not look like a number. */
    Literal withNumericAffinity() {
        if (kind != Kind.TEXT) {
            return this;
        }
        var integer = INTEGER.matcher(text);
        if (integer.matches()) {
            return integer(Long.parseLong(integer.group(1)));
        }
        var real = REAL.matcher(text);
        if (real.matches()) {
            double value = Double.parseDouble(real.group(1));
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? integer((long) value) : new Literal(Kind.REAL, real.group(1));
        }
        return this;
    }
}
