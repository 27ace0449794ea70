package org.liftlock.dao.jooq;

import java.math.BigDecimal;

/** Decimal fractions in the one form that all backends keep. */
final class Decimals {

    private static final int MOST_DIGITS = 400;

    private Decimals() {}

    /** Without trailing zeros, and not of a length that one backend refuses. */
    static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.precision() > MOST_DIGITS || Math.abs((long) stripped.scale()) > MOST_DIGITS) {
            throw StorageBinding.badData("A decimal has more than 400 digits on one side of the point");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
