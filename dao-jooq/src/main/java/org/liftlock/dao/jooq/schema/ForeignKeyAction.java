package org.liftlock.dao.jooq.schema;

import java.util.Locale;

/** What happens to a row when the row that it refers to is deleted, or its key is changed. */
public enum ForeignKeyAction {
    /** The change fails when the statement or the transaction ends. */
    NO_ACTION,
    /** The change fails at once. */
    RESTRICT,
    /** The row follows. */
    CASCADE,
    /** The reference becomes NULL. */
    SET_NULL,
    /** The reference becomes its default. */
    SET_DEFAULT;

    String words() {
        return name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
