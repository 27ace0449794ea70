package org.liftlock.migration.translate;

import java.util.Set;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.SqlToken;

/**
 * The names under which jOOQ's grammar sees what it must not interpret. Each begins with the letter of its kind.
 *
 * @param kind what it stands for
 * @param text the name, the constant, or the number of a call or subquery
 */
record Atom(char kind, String text) {

    static final char NAME = 'i';
    /** A name in double quotes, a text if there is no such column. */
    static final char QUOTED_NAME = 'q';

    static final char INTEGER = 'n';
    static final char REAL = 'r';
    static final char TEXT = 's';
    static final char BLOB = 'x';
    static final char CONSTANT = 'k';
    static final char CALL = 'c';
    static final char QUERY = 'v';

    /** Begins the name of a call that stands for an operator. */
    static final String OPERATION = "f:";

    private static final Set<String> CONSTANTS =
            Set.of("NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME");

    static Atom of(String tagged) {
        return new Atom(tagged.charAt(0), tagged.substring(2));
    }

    int index() {
        return Integer.parseInt(text);
    }

    static boolean isConstant(String word) {
        return CONSTANTS.contains(word);
    }

    static String name(SqlToken token) {
        if (!token.isName()) {
            throw new Refusal(token.text(), "a name is expected in its place");
        }
        return tag(token.text().startsWith("\"") ? QUOTED_NAME : NAME, token.unquoted());
    }

    static String integer(long value) {
        return tag(INTEGER, Long.toString(value));
    }

    static String real(String digits) {
        return tag(REAL, digits);
    }

    static String text(String text) {
        return tag(TEXT, text);
    }

    static String blob(String hex) {
        return tag(BLOB, hex);
    }

    static String constant(String word) {
        return tag(CONSTANT, word);
    }

    static String call(int index) {
        return tag(CALL, Integer.toString(index));
    }

    static String query(int index) {
        return tag(QUERY, Integer.toString(index));
    }

    /** The name of an operator in the form of a call, to be followed by its operands in parentheses. */
    static String call(String operator) {
        return PgSql.name(OPERATION + operator);
    }

    private static String tag(char kind, String text) {
        return PgSql.name(kind + ":" + text);
    }
}
