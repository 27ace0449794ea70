package org.liftlock.migration.plan;

import java.util.Locale;
import org.liftlock.migration.source.SqliteSql;

/** How names in PostgreSQL follow from those in SQLite. */
public enum NameStyle {
    /** As they are. */
    KEEP,
    /** In ASCII lower case, as PostgreSQL takes names that are not quoted. */
    FOLD,
    /** In ASCII lower case with an underscore between words: {@code userId} becomes {@code user_id}. */
    SNAKE;

    /**
     * The word for it in options and plans.
     *
     * @return for instance {@code fold}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A name in this style. SQLite folds ASCII letters only, and so must we: other letters tell names apart.
     *
     * @param name a name in SQLite
     * @return what it becomes, before it is cut or made distinct
     */
    public String of(String name) {
        return switch (this) {
            case KEEP -> name;
            case FOLD -> SqliteSql.folded(name);
            case SNAKE -> SqliteSql.folded(parted(name));
        };
    }

    private static String parted(String name) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean separates = c < 0x80 && !isLower(c) && !isUpper(c) && !isDigit(c) && c != '_';
            if (separates) {
                if (parts.length() > 0 && parts.charAt(parts.length() - 1) != '_') {
                    parts.append('_');
                }
                continue;
            }
            if (isUpper(c) && i > 0 && beginsWord(name, i) && parts.charAt(parts.length() - 1) != '_') {
                parts.append('_');
            }
            parts.append(c);
        }
        boolean endsInSeparator = parts.length() > 1 && parts.charAt(parts.length() - 1) == '_' && !name.endsWith("_");
        return endsInSeparator ? parts.substring(0, parts.length() - 1) : parts.toString();
    }

    /** A capital behind a small letter or a digit, and the last one of several if a small letter follows. */
    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        boolean smallFollows = at + 1 < name.length() && isLower(name.charAt(at + 1));
        return isLower(before) || isDigit(before) || (isUpper(before) && smallFollows);
    }

    private static boolean isLower(char c) {
        return (c >= 'a' && c <= 'z') || c >= 0x80;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
