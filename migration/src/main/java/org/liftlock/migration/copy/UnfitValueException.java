package org.liftlock.migration.copy;

import org.jspecify.annotations.Nullable;

/** A value that the planned type cannot hold exactly. */
final class UnfitValueException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String column;
    private final String what;

    UnfitValueException(String what) {
        super(what, null, false, false);
        this.column = null;
        this.what = what;
    }

    /** With the column and the place, which an encoder of one column does not know. */
    UnfitValueException(String column, String address, String what) {
        super(column + " in " + address + " is " + what, null, false, false);
        this.column = column;
        this.what = what;
    }

    /** Why its row is set aside. */
    String reason(boolean redact) {
        String where = column == null ? "a column" : "column " + column;
        return redact ? where + " holds what does not fit its type" : where + " holds what does not fit: " + what;
    }
}
