package org.liftlock.migration.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The decimal with the fewest digits that reads back as the same double; and the one that stands for it among integers.
 *
 * <p>{@code Double.toString} gives more digits than needed before JDK 19 (JDK-4511638), so it would make a plan depend on
 * the JDK. Stateless and thread-safe.
 */
public final class ShortestDecimal {

    /** From here on, 2^53, every double is a whole number, and not every whole number is a double. */
    public static final double WHOLE_FROM = 0x1p53;

    private static final int ALWAYS_EXACT_DIGITS = 17;
    private static final int ALWAYS_KEPT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private ShortestDecimal() {}

    /**
     * The shortest decimal of a finite double, with a scale of at least 0.
     *
     * @param value a finite double
     * @return the decimal
     */
    public static BigDecimal of(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(value);
        // Any decimal of 15 digits survives the way through a normal double, so fewer digits need not be tried there.
        int first = Math.abs(value) < Double.MIN_NORMAL ? 1 : ALWAYS_KEPT_DIGITS;
        for (int digits = first; digits <= ALWAYS_EXACT_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                BigDecimal stripped = rounded.stripTrailingZeros();
                return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
            }
        }
        throw new IllegalStateException("17 digits identify every double");
    }

    /**
     * The decimal that stands for a finite double in a {@code numeric} column: the shortest one, but beyond 2^53, where
     * every double is a whole number, exactly that one. SQLite compares it so with integers, and a unique column may hold
     * both.
     *
     * @param value a finite double
     * @return the decimal, with a scale of at least 0
     * @see <a href="https://www.sqlite.org/datatype3.html#comparison_expressions">Comparisons in SQLite</a>
     */
    public static BigDecimal amongIntegers(double value) {
        return Math.abs(value) < WHOLE_FROM ? of(value) : new BigDecimal(value);
    }

    /**
     * The text of a double: plain digits where they are few, an exponent otherwise; {@code Infinity} spelled out.
     *
     * @param value any double
     * @return for instance {@code 0.1}, {@code 1.0}, {@code 1e+300}
     */
    public static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = of(value);
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -5 && exponent < 17) {
            return decimal.scale() == 0 ? decimal.toPlainString() + ".0" : decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString().replaceAll("0+$", "");
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = value < 0 ? "-" : "";
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /**
     * The double as a whole number of units of {@code 10^-scale}, if the decimal {@link #amongIntegers} has no more digits
     * behind the point and the number fits a {@code numeric(precision, scale)}.
     *
     * @param value any double
     * @param precision digits in all
     * @param scale digits behind the point
     * @return the decimal, or null if it does not fit
     */
    public static @Nullable BigDecimal fitting(double value, int precision, int scale) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return null;
        }
        BigDecimal decimal;
        if (scale < POWERS_OF_TEN.length) {
            double units = Math.rint(value * POWERS_OF_TEN[scale]);
            // Both operands are exact, so the quotient is the double nearest to the decimal (IEEE 754).
            if (Math.abs(units) < WHOLE_FROM && units / POWERS_OF_TEN[scale] == value) {
                decimal = BigDecimal.valueOf((long) units, scale);
                return decimal.precision() <= precision ? decimal : null;
            }
        }
        decimal = amongIntegers(value);
        if (decimal.scale() > scale) {
            return null;
        }
        BigDecimal scaled = decimal.setScale(scale);
        return scaled.precision() <= precision ? scaled : null;
    }
}
