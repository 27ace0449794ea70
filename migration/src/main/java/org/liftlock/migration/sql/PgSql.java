package org.liftlock.migration.sql;

import java.util.HexFormat;

/** Names and literals in PostgreSQL's SQL. Stateless and thread-safe. */
public final class PgSql {

    private PgSql() {}

    /**
     * A name in double quotes, so that PostgreSQL neither folds nor reserves it.
     *
     * @param name any name
     * @return the quoted name
     */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * A name qualified by its schema.
     *
     * @param schema the schema
     * @param name any name
     * @return both quoted
     */
    public static String name(String schema, String name) {
        return name(schema) + '.' + name(name);
    }

    /**
     * A string literal that means the same whatever {@code standard_conforming_strings} says.
     *
     * @param text any text without U+0000
     * @return the literal
     */
    public static String string(String text) {
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? '\'' + doubled + '\'' : "E'" + doubled.replace("\\", "\\\\") + '\'';
    }

    /**
     * A bytea literal.
     *
     * @param bytes any bytes
     * @return the literal with its cast
     */
    public static String bytea(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }
}
