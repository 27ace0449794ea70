package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a query says on its outermost level, in the SQL of either database: words and semicolons outside of parentheses,
 * literals, quoted names and comments. Immutable.
 */
final class SqlText {

    private final String sql;
    private final List<String> words = new ArrayList<>();
    private int end = -1;
    private boolean goesOn;
    private int depth;

    SqlText(String sql) {
        this.sql = sql;
        int at = 0;
        while (at < sql.length()) {
            at = token(at);
        }
    }

    /** The words in lower case. */
    List<String> words() {
        return words;
    }

    /** Whether something follows a semicolon. */
    boolean hasSeveralStatements() {
        return goesOn;
    }

    /** Whether the rows have an order of the query's choice. */
    boolean isOrdered() {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i - 1).equals("order") && words.get(i).equals("by")) {
                return true;
            }
        }
        return false;
    }

    /** The query without the semicolon at its end. */
    String statement() {
        return end < 0 ? sql : sql.substring(0, end);
    }

    private int token(int at) {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            return behind("\n", at + 2);
        }
        if (sql.startsWith("/*", at)) {
            return behind("*/", at + 2);
        }
        if (Character.isWhitespace(c)) {
            return at + 1;
        }
        goesOn = goesOn || (end >= 0 && c != ';');
        if (c == '\'' || c == '"' || c == '`') {
            return behind(String.valueOf(c), at + 1);
        }
        if (c == '$' && dollarEnd(at) > at) {
            int tag = dollarEnd(at);
            return behind(sql.substring(at, tag), tag);
        }
        if (Character.isLetter(c) || c == '_') {
            return word(at);
        }
        if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        } else if (c == ';' && end < 0) {
            end = at;
        }
        return at + 1;
    }

    private int word(int at) {
        int next = at;
        while (next < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(next)) || "_$".indexOf(sql.charAt(next)) >= 0)) {
            next++;
        }
        if (depth == 0) {
            words.add(sql.substring(at, next).toLowerCase(Locale.ROOT));
        }
        return next;
    }

    /** Behind the opening of a dollar-quoted literal, or the same place if there is none. */
    private int dollarEnd(int at) {
        int next = at + 1;
        while (next < sql.length() && (Character.isLetter(sql.charAt(next)) || sql.charAt(next) == '_')) {
            next++;
        }
        return next < sql.length() && sql.charAt(next) == '$' ? next + 1 : at;
    }

    private int behind(String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
