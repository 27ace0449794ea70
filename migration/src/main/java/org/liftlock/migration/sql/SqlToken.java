package org.liftlock.migration.sql;

import java.util.Locale;

/**
 * One token of SQLite SQL.
 *
 * @param kind what it is
 * @param text the token as written, with its quotes
 * @param start offset of its first character in the statement
 * @param end offset behind its last character
 */
public record SqlToken(Kind kind, String text, int start, int end) {

    /** The kinds of token that SQLite tells apart; white space and comments are none. */
    public enum Kind {
        /** A bare word: a keyword or a name. */
        WORD,
        /** A name in double quotes, back quotes or brackets; in double quotes it may also stand for a string. */
        QUOTED_NAME,
        /** {@code 'text'}. */
        STRING,
        /** {@code x'00ff'}. */
        BLOB,
        /** {@code 1}, {@code 1.5e3}, {@code 0xff}. */
        NUMBER,
        /** {@code ?1}, {@code :name}. */
        PARAMETER,
        /** Punctuation and operators, the longest that fits. */
        SYMBOL
    }

    /**
     * Whether this is the given bare word, in any case.
     *
     * @param word a keyword in upper case
     * @return true if it is
     */
    public boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /**
     * Whether this is the given symbol.
     *
     * @param symbol for instance {@code "("}
     * @return true if it is
     */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /**
     * Whether the token can be a name: a bare word, a quoted name, or a string where SQLite accepts one for a name.
     *
     * @return true if it can
     */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
    }

    /**
     * The name or text without its quotes; a bare word as it is.
     *
     * @return the unquoted text
     */
    public String unquoted() {
        if (kind != Kind.QUOTED_NAME && kind != Kind.STRING) {
            return text;
        }
        char open = text.charAt(0);
        String inner = text.substring(1, text.length() - 1);
        return switch (open) {
            case '[' -> inner;
            case '"' -> inner.replace("\"\"", "\"");
            case '`' -> inner.replace("``", "`");
            default -> inner.replace("''", "'");
        };
    }

    /**
     * The text in upper case, for looking up keywords.
     *
     * @return the upper-case text
     */
    public String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
