package org.liftlock.migration.pages;

/** The file holds something that only SQLite itself may judge, such as damage. */
public final class LeftToSqliteException extends Exception {

    private static final long serialVersionUID = 1L;

    LeftToSqliteException(String what) {
        super(what, null, false, false);
    }
}
