package org.liftlock.migration.sql;

import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.SqlToken.Kind;

/**
 * Splits a statement into tokens by SQLite's lexical rules (sqlite.org/lang.html, tokenize.c): four ways to quote, two
 * kinds of comment, names of any letters beyond ASCII.
 *
 * <p>Stateless and thread-safe.
 */
public final class SqlTokenizer {

    private static final List<String> LONG_SYMBOLS =
            List.of("->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==");

    private SqlTokenizer() {}

    /**
     * The tokens of a statement, without white space and comments.
     *
     * @param sql text as SQLite keeps it in {@code sqlite_schema}
     * @return the tokens in order
     * @throws IllegalArgumentException if a quoted token does not end
     */
    public static List<SqlToken> tokenize(String sql) {
        return read(sql, new ArrayList<>());
    }

    /**
     * The comments of a statement, with the marks that make them comments.
     *
     * @param sql text as SQLite keeps it in {@code sqlite_schema}
     * @return the comments in order
     * @throws IllegalArgumentException if a quoted token does not end
     */
    public static List<SqlComment> comments(String sql) {
        List<SqlComment> comments = new ArrayList<>();
        read(sql, comments);
        return comments;
    }

    private static List<SqlToken> read(String sql, List<SqlComment> comments) {
        List<SqlToken> tokens = new ArrayList<>();
        int at = 0;
        int length = sql.length();
        while (at < length) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
                continue;
            }
            if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                comments.add(new SqlComment(at, end < 0 ? length : end));
                at = end < 0 ? length : end + 1;
                continue;
            }
            if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                comments.add(new SqlComment(at, end < 0 ? length : end + 2));
                at = end < 0 ? length : end + 2;
                continue;
            }
            SqlToken token = next(sql, at, c);
            tokens.add(token);
            at = token.end();
        }
        return tokens;
    }

    private static SqlToken next(String sql, int at, char c) {
        if (c == '\'') {
            return quoted(sql, at, at, '\'', Kind.STRING);
        }
        if (c == '"' || c == '`') {
            return quoted(sql, at, at, c, Kind.QUOTED_NAME);
        }
        if (c == '[') {
            int end = sql.indexOf(']', at);
            if (end < 0) {
                throw unterminated(at);
            }
            return token(Kind.QUOTED_NAME, sql, at, end + 1);
        }
        if ((c == 'x' || c == 'X') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
            return quoted(sql, at, at + 1, '\'', Kind.BLOB);
        }
        if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
            return token(Kind.NUMBER, sql, at, endOfNumber(sql, at));
        }
        if (isNameStart(c)) {
            int end = at + 1;
            while (end < sql.length() && isNamePart(sql.charAt(end))) {
                end++;
            }
            return token(Kind.WORD, sql, at, end);
        }
        if (c == '?' || c == ':' || c == '@' || c == '$' || c == '#') {
            int end = at + 1;
            while (end < sql.length() && isNamePart(sql.charAt(end))) {
                end++;
            }
            return token(Kind.PARAMETER, sql, at, end);
        }
        for (String symbol : LONG_SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                return token(Kind.SYMBOL, sql, at, at + symbol.length());
            }
        }
        return token(Kind.SYMBOL, sql, at, at + 1);
    }

    private static SqlToken quoted(String sql, int start, int open, char quote, Kind kind) {
        int at = open + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at += 2;
                    continue;
                }
                return token(kind, sql, start, at + 1);
            }
            at++;
        }
        throw unterminated(start);
    }

    private static int endOfNumber(String sql, int start) {
        int at = start;
        int length = sql.length();
        if (sql.charAt(at) == '0' && at + 1 < length && (sql.charAt(at + 1) | 0x20) == 'x') {
            at += 2;
            while (at < length && Character.digit(sql.charAt(at), 16) >= 0) {
                at++;
            }
            return at;
        }
        boolean fraction = false;
        while (at < length
                && (isDigit(sql.charAt(at)) || sql.charAt(at) == '_' || !fraction && sql.charAt(at) == '.')) {
            fraction |= sql.charAt(at) == '.';
            at++;
        }
        if (at < length && (sql.charAt(at) | 0x20) == 'e') {
            int exponent = at + 1;
            if (exponent < length && (sql.charAt(exponent) == '+' || sql.charAt(exponent) == '-')) {
                exponent++;
            }
            if (exponent < length && isDigit(sql.charAt(exponent))) {
                at = exponent;
                while (at < length && isDigit(sql.charAt(at))) {
                    at++;
                }
            }
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private static SqlToken token(Kind kind, String sql, int start, int end) {
        return new SqlToken(kind, sql.substring(start, end), start, end);
    }

    private static IllegalArgumentException unterminated(int at) {
        return new IllegalArgumentException("unterminated quoted token at offset " + at);
    }
}
