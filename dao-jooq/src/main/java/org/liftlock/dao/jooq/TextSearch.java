package org.liftlock.dao.jooq;

import org.jooq.Condition;
import org.jooq.Field;

/** Conditions on a part of a text, in which no character of what is sought means anything but itself. */
final class TextSearch {

    private static final char ESCAPE = '!';

    private TextSearch() {}

    static Condition contains(Field<String> field, String part) {
        return like(field, "%" + escaped(part) + "%");
    }

    static Condition startsWith(Field<String> field, String beginning) {
        return like(field, escaped(beginning) + "%");
    }

    /** Never unknown, so that its opposite finds the rows without a text. */
    private static Condition like(Field<String> field, String pattern) {
        return field.isNotNull().and(field.like(pattern, ESCAPE));
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
