package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Doubles as decimals, by reading decimals back rather than by printing doubles. Stateless and thread-safe. */
final class RealText {

    private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;
    private static final int FASTEST_SCALES = 16;

    /** From here on doubles have no room for digits behind the point. */
    private static final double ALL_WHOLE = 0x1p53;

    private static final double[] TENS = new double[FASTEST_SCALES];
    private static final int TAG_AND_SIZE = 5;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,4})?");

    static {
        for (int i = 0; i < FASTEST_SCALES; i++) {
            TENS[i] = Double.parseDouble("1e" + i);
        }
    }

    private RealText() {}

    /**
     * Writes a finite double as the decimal that has the fewest digits among those that read back as the same double; from
     * 2^53 on as the whole number that it is.
     *
     * <p>No two decimals of up to 15 digits share a double, so one that is found is the one.
     */
    static void writeDecimal(double value, CanonicalRow row) {
        for (int scale = 0; scale < FASTEST_SCALES; scale++) {
            double units = Math.rint(value * TENS[scale]);
            if (Math.abs(units) >= FIFTEEN_DIGITS) {
                break;
            }
            if (units / TENS[scale] == value) {
                row.writeDecimal((long) units, scale);
                return;
            }
        }
        row.writeDecimal(amongIntegers(value));
    }

    /** The decimal that stands for a double where integers stand beside it: from 2^53 on it is one itself. */
    static BigDecimal amongIntegers(double value) {
        return Math.abs(value) < ALL_WHOLE ? decimal(value) : new BigDecimal(value);
    }

    /** The decimal with the fewest digits that reads back as the same double, stripped of trailing zeros. */
    static BigDecimal decimal(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal best = exact;
        for (int digits = 17; digits > 0; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != value) {
                break;
            }
            best = shorter;
        }
        return best.stripTrailingZeros();
    }

    /**
     * The documented spelling of a number among texts: plain digits with a point where the exponent is small, else one
     * digit, the others behind the point, and an exponent of at least two digits.
     */
    static String text(double value) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "-Infinity" : "Infinity";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        BigDecimal decimal = decimal(value).abs();
        if (decimal.signum() == 0) {
            return sign + "0.0";
        }
        int exponent = decimal.precision() - 1 - decimal.scale();
        if (exponent > -6 && exponent < 17) {
            return sign
                    + (decimal.scale() > 0
                            ? decimal.toPlainString()
                            : decimal.setScale(1).toPlainString());
        }
        String digits = decimal.unscaledValue().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** Whether two canonical texts read back as the same double, the second with no digit too many. */
    static boolean sameReal(byte[] source, byte[] target) {
        if (target[0] != CanonicalRow.TEXT || source[0] != CanonicalRow.TEXT) {
            return false;
        }
        String own = content(source);
        String other = content(target);
        if (!NUMBER.matcher(own).matches() || !NUMBER.matcher(other).matches()) {
            return false;
        }
        return Double.doubleToRawLongBits(Double.parseDouble(own))
                        == Double.doubleToRawLongBits(Double.parseDouble(other))
                && digits(other) <= digits(own);
    }

    /** Whether two numbers of computed results round to neighbours, though they hardly differ. */
    static boolean sameToTheLastDigits(byte[] source, byte[] target) {
        if (source[0] != CanonicalRow.SMALL_DECIMAL || target[0] != CanonicalRow.SMALL_DECIMAL) {
            return false;
        }
        BigDecimal own = smallDecimal(source);
        BigDecimal gap = own.subtract(smallDecimal(target)).abs();
        return gap.compareTo(own.abs().movePointLeft(11)) <= 0;
    }

    private static BigDecimal smallDecimal(byte[] value) {
        ByteBuffer buffer =
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).position(1);
        return BigDecimal.valueOf(buffer.getLong(), buffer.getInt());
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }

    private static String content(byte[] value) {
        return new String(value, TAG_AND_SIZE, value.length - TAG_AND_SIZE, StandardCharsets.UTF_8);
    }
}
