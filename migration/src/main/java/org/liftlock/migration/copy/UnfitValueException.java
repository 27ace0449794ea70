package org.liftlock.migration.copy;

/** A value that the planned type cannot hold exactly. */
final class UnfitValueException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitValueException(String what) {
        super(what, null, false, false);
    }
}
