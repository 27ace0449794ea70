package org.liftlock.migration.profile;

import java.util.regex.Pattern;

/**
 * Whether the name of a column that is declared as an integer says that it holds a time. It decides only what is looked
 * at and offered, never what is done. Stateless.
 */
final class TemporalName {

    private static final Pattern LAST_WORD =
            Pattern.compile("(?:.*[_\\s-])?(?i:at|on|date|time|datetime|timestamp|ts|epoch)"
                    + "|.*[a-z0-9](?:At|On|Date|Time|DateTime|Timestamp|TS)"
                    + "|(?i:date|time)[_-].*");

    private TemporalName() {}

    static boolean is(String column) {
        return LAST_WORD.matcher(column).matches();
    }
}
