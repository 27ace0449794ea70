package org.liftlock.migration.translate;

import org.liftlock.migration.translate.Translation.Refused;

/** Leaves the translation of one expression; caught at the border of the package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String construct;
    private final String reason;

    Refusal(String construct, String reason) {
        super(construct, null, false, false);
        this.construct = construct;
        this.reason = reason;
    }

    Refused refused() {
        return new Refused(construct, reason);
    }
}
