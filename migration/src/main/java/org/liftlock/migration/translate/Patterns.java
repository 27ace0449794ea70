package org.liftlock.migration.translate;

import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;

/** LIKE, which ignores the case of ASCII letters in SQLite and has no escape of its own, and GLOB. Stateless. */
final class Patterns {

    private Patterns() {}

    static Expr like(Expr value, Expr pattern, boolean negated, char escape, Context context) {
        if (value.isNull() || pattern.isNull()) {
            return Expr.condition("NULL::boolean");
        }
        if (Character.isLetter(escape)) {
            throw new Refusal("LIKE … ESCAPE '" + escape + "'", "a letter as escape is subject to the case as well");
        }
        Expr text = Conversions.text(value, context);
        Expr like = Conversions.text(pattern, context);
        String own = escape == 0 ? "''" : PgSql.string(String.valueOf(escape));
        String literal = like.literal() == null ? null : like.literal().text();
        if (literal != null && endsInEscape(literal, escape)) {
            throw new Refusal("LIKE " + like.sql(), "the pattern ends in its escape");
        }
        boolean caseless = literal != null && literal.chars().noneMatch(Patterns::isAsciiLetter);
        String left = caseless ? text.sql() : Comparisons.lower(text);
        String right = caseless ? like.sql() : Comparisons.lower(like);
        return Expr.condition("(" + left + (negated ? " NOT" : "") + " LIKE " + right + " ESCAPE " + own + ")");
    }

    private static boolean endsInEscape(String pattern, char escape) {
        int count = 0;
        while (escape != 0 && count < pattern.length() && pattern.charAt(pattern.length() - 1 - count) == escape) {
            count++;
        }
        return count % 2 == 1;
    }

    private static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static Expr glob(Expr value, Expr pattern, boolean negated, Context context) {
        if (value.isNull() || pattern.isNull()) {
            return Expr.condition("NULL::boolean");
        }
        Literal literal = pattern.literal();
        if (literal == null || !literal.isText()) {
            throw new Refusal("GLOB", "its pattern is not a constant");
        }
        Expr text = Conversions.text(value, context);
        String collated = text.binary()
                ? text.sql()
                : "(" + Expr.value(text.sql(), PgType.TEXT).sql() + " COLLATE \"C\")";
        return Expr.condition(
                "(" + collated + (negated ? " !~ " : " ~ ") + PgSql.string("^" + regex(literal.text()) + "$") + ")");
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            int c = glob.codePointAt(at);
            at += Character.charCount(c);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '[') {
                at = set(glob, at, regex);
            } else {
                escape(c, regex);
            }
        }
        return regex.toString();
    }

    /** A set such as {@code [^a-z]]}: a bracket right at its begin is a member. */
    private static int set(String glob, int start, StringBuilder regex) {
        int at = start;
        regex.append('[');
        if (at < glob.length() && glob.charAt(at) == '^') {
            regex.append('^');
            at++;
        }
        int first = at;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
            int c = glob.codePointAt(at);
            at += Character.charCount(c);
            boolean range = at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']';
            escape(c, regex);
            if (range) {
                int last = glob.codePointAt(at + 1);
                if (last < c) {
                    throw new Refusal("GLOB '" + glob + "'", "a range in it is empty");
                }
                at += 1 + Character.charCount(last);
                regex.append('-');
                escape(last, regex);
            }
        }
        if (at >= glob.length()) {
            throw new Refusal("GLOB '" + glob + "'", "a set in it does not end");
        }
        regex.append(']');
        return at + 1;
    }

    private static void escape(int c, StringBuilder regex) {
        boolean word = c > 127 || Character.isLetterOrDigit(c) || c == '_' || c == ' ';
        if (!word) {
            regex.append('\\');
        }
        regex.appendCodePoint(c);
    }
}
