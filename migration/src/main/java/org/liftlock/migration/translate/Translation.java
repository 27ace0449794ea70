package org.liftlock.migration.translate;

import java.util.List;

/** What became of an expression. */
public sealed interface Translation {

    /**
     * PostgreSQL SQL that means the same.
     *
     * @param sql the expression, fit to stand between parentheses
     * @param notes what means slightly different, spelled out; normally empty
     */
    record Translated(String sql, List<String> notes) implements Translation {

        /** Keeps a copy of the notes. */
        public Translated {
            notes = List.copyOf(notes);
        }
    }

    /** A default that sets nothing: {@code DEFAULT NULL}. */
    record Absent() implements Translation {}

    /**
     * The expression is not known to mean the same in PostgreSQL.
     *
     * @param construct what it is that has no counterpart
     * @param reason why
     */
    record Refused(String construct, String reason) implements Translation, ViewTranslation, TriggerTranslation {}
}
