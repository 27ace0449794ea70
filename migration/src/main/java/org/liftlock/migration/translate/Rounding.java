package org.liftlock.migration.translate;

import java.math.BigDecimal;
import java.math.BigInteger;

/** {@code round()}, which rounds the exact binary value half away from zero (func.c of SQLite). Stateless. */
final class Rounding {

    /** From here on a real number has no fraction. */
    private static final String WHOLE = "4503599627370496";

    private static final BigInteger SCALE = BigInteger.ONE.shiftLeft(62);
    // PostgreSQL's cast of a real number to numeric keeps 15 digits; a multiple of 2^-62 keeps them all.
    private static final String UNIT =
            BigDecimal.ONE.divide(new BigDecimal(SCALE)).toPlainString();

    private Rounding() {}

    static String round(Expr number, int digits) {
        if (number.isInteger()) {
            return "(" + number.sql() + ")::double precision";
        }
        String x = number.sql();
        String rounded = digits == 0
                ? "trunc(" + x + " + sign(" + x + ") * 0.5)"
                : "round(trunc(" + x + ")::bigint + ((" + x + " - trunc(" + x + ")) * " + SCALE + ")::bigint * " + UNIT
                        + ", " + digits + ")::double precision";
        return "(CASE WHEN abs(" + x + ") < " + WHOLE + " THEN " + rounded + " ELSE " + x + " END)";
    }
}
