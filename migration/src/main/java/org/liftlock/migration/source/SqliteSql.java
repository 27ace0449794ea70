package org.liftlock.migration.source;

import org.jspecify.annotations.Nullable;

/** Names in SQLite's SQL. Stateless and thread-safe. */
public final class SqliteSql {

    private SqliteSql() {}

    /**
     * A name as SQLite tells names apart: only the letters A to Z have no case, so that {@code Ä} and {@code ä} differ.
     *
     * @param name any name
     * @return the name in ASCII lower case
     */
    public static String folded(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    /**
     * Whether SQLite takes two names for one.
     *
     * @param one a name
     * @param other a name, or null
     * @return true if they differ in the case of A to Z at most
     */
    public static boolean same(String one, @Nullable String other) {
        return other != null && one.equalsIgnoreCase(other) && folded(one).equals(folded(other));
    }

    /**
     * A name in double quotes.
     *
     * @param name any name
     * @return the quoted name
     */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
