package org.liftlock.migration.twin;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether two expressions, both as PostgreSQL spells them, say the same. Stateless and thread-safe. */
final class Expressions {

    private static final Pattern CAST = Pattern.compile(
            "::(?:character varying|double precision|timestamp with(?:out)? time zone|[a-z_0-9]+)(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?");
    private static final Pattern COLLATION = Pattern.compile(" COLLATE (?:\"[^\"]+\"|[a-z_]+)");
    private static final Pattern QUOTED_NUMBER = Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'");
    private static final Pattern ZEROS = Pattern.compile("(-?\\b\\d+)(?:\\.0+|(\\.\\d*[1-9])0+)\\b");
    private static final Pattern NOW = Pattern.compile(
            ".*(?:\\bnow\\(|current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CALL =
            Pattern.compile("\\b(?!any\\b|array\\b|and\\b|or\\b|not\\b|in\\b)[a-z_]\\w*\\(");

    private Expressions() {}

    /** Without casts, collations and parentheses, which only spell out types; texts in quotes stay as they are. */
    static String plain(String expression) {
        StringBuilder plain = new StringBuilder();
        String[] parts = expression.split("(?<=')|(?=')", -1);
        StringBuilder outside = new StringBuilder();
        boolean quoted = false;
        for (String part : parts) {
            if (part.equals("'")) {
                if (!quoted) {
                    plain.append(bare(outside.toString()));
                    outside.setLength(0);
                }
                quoted = !quoted;
                plain.append('\'');
            } else if (quoted) {
                plain.append(part);
            } else {
                outside.append(part);
            }
        }
        plain.append(bare(outside.toString()));
        String numbers = QUOTED_NUMBER.matcher(plain).replaceAll("$1");
        return ZEROS.matcher(numbers).replaceAll("$1$2");
    }

    private static String bare(String text) {
        String lower = COLLATION.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        return CAST.matcher(lower).replaceAll("").replaceAll("[()\"\\s]+", " ").strip();
    }

    /** Whether two defaults give the same value, as far as their text tells; all that ask for the time do. */
    static boolean sameDefault(String one, String other) {
        return inUtc(one).equals(inUtc(other))
                || (NOW.matcher(one).matches() && NOW.matcher(other).matches());
    }

    /** A time without a zone is one in UTC, as SQLite and the data layer have it. */
    private static String inUtc(String literal) {
        return plain(literal).replaceFirst("(:\\d\\d(?:\\.\\d+)?)\\+00'", "$1'");
    }

    /** Whether two conditions may be the same: calls of functions can be written in more than one way. */
    static boolean mayBeSame(String one, String other) {
        return plain(one).equals(plain(other))
                || CALL.matcher(one.toLowerCase(Locale.ROOT)).find()
                || CALL.matcher(other.toLowerCase(Locale.ROOT)).find();
    }
}
