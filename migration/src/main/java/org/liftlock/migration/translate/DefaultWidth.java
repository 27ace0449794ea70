package org.liftlock.migration.translate;

import java.util.Map;
import org.liftlock.migration.sql.PgType;
import org.liftlock.migration.sql.PgType.Kind;
import org.liftlock.migration.sql.SqlToken;

/**
 * How much room the values of a DEFAULT may need. SQLite enforces no length or precision, so a default that is computed anew
 * for each row may give what PostgreSQL would refuse at the first INSERT. Stateless.
 */
final class DefaultWidth {

    /** Digits before the point of what a function gives: 64 bits, seconds since 1970, a Julian day, a length. */
    private static final Map<String, Integer> DIGITS =
            Map.of("RANDOM", 19, "UNIXEPOCH", 11, "STRFTIME", 11, "JULIANDAY", 7);

    /** Characters of what a function or constant gives; a form of strftime is seldom longer than a whole time. */
    private static final Map<String, Integer> CHARACTERS = Map.of(
            "RANDOM",
            20,
            "CURRENT_TIMESTAMP",
            19,
            "DATETIME",
            19,
            "CURRENT_DATE",
            10,
            "DATE",
            10,
            "CURRENT_TIME",
            8,
            "TIME",
            8,
            "UNIXEPOCH",
            11,
            "STRFTIME",
            24,
            "RANDOMBLOB",
            32);

    private DefaultWidth() {}

    /** Whether every value of an expression has room in a type, as far as the functions in it tell. */
    static boolean fits(String expression, PgType target) {
        boolean bounded = target.length() > 0;
        if (bounded && target.kind() == Kind.NUMERIC) {
            return widest(expression, DIGITS) <= target.length() - target.scale();
        }
        return !bounded || target.kind() != Kind.VARCHAR || widest(expression, CHARACTERS) <= target.length();
    }

    private static int widest(String expression, Map<String, Integer> widths) {
        int widest = 0;
        TokenCursor cursor = new TokenCursor(expression);
        while (!cursor.atEnd()) {
            SqlToken token = cursor.next();
            if (token.isName()) {
                widest = Math.max(widest, widths.getOrDefault(token.upper(), 0));
            }
        }
        return widest;
    }
}
