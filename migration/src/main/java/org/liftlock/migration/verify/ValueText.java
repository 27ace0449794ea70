package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Shows canonical values to a person, shortened. Stateless and thread-safe. */
final class ValueText {

    private static final int LONGEST_PLAIN = 30;
    private static final int LONGEST = 40;
    private static final int CONTEXT = 10;
    private static final int TAG_AND_SIZE = 5;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private ValueText() {}

    /** How many characters two long values may leave out at the start, since they are the same there. */
    static int sharedStart(byte[] one, byte[] other) {
        String own = content(one);
        String its = content(other);
        if (one[0] != other[0] || Math.max(own.length(), its.length()) <= LONGEST) {
            return 0;
        }
        int at = 0;
        while (at < own.length() && at < its.length() && own.charAt(at) == its.charAt(at)) {
            at++;
        }
        int start = Math.max(0, at - CONTEXT);
        return start > 0 && Character.isLowSurrogate(own.charAt(start)) ? start - 1 : start;
    }

    /** The value, from the given character on. */
    static String show(byte[] value, int from) {
        String content = content(value);
        String rest = content.substring(from);
        boolean cut = rest.codePointCount(0, rest.length()) > LONGEST;
        String shown = cut ? rest.substring(0, rest.offsetByCodePoints(0, LONGEST)) : rest;
        String quoted =
                switch (value[0]) {
                    case CanonicalRow.TEXT, CanonicalRow.FOREIGN -> "'" + shown + "'";
                    case CanonicalRow.BYTES, CanonicalRow.UNREADABLE -> "x'" + shown + "'";
                    default -> shown;
                };
        return (from > 0 ? "…" : "") + quoted + (cut ? "…" : "");
    }

    private static String content(byte[] value) {
        ByteBuffer buffer =
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).position(1);
        return switch (value[0]) {
            case CanonicalRow.NULL -> "NULL";
            case CanonicalRow.INTEGER -> Long.toString(buffer.getLong());
            case CanonicalRow.BOOLEAN -> Boolean.toString(buffer.get() != 0);
            case CanonicalRow.REAL -> real(Double.longBitsToDouble(buffer.getLong()));
            case CanonicalRow.SMALL_DECIMAL ->
                decimal(new BigDecimal(BigInteger.valueOf(buffer.getLong()), buffer.getInt()));
            case CanonicalRow.BIG_DECIMAL -> bigDecimal(buffer);
            case CanonicalRow.DAY -> day(buffer.getLong());
            case CanonicalRow.MICROS -> micros(buffer.getLong());
            case CanonicalRow.SPECIAL -> special(buffer.getLong());
            case CanonicalRow.DOCUMENT -> CanonicalJson.show(value, TAG_AND_SIZE);
            case CanonicalRow.BYTES, CanonicalRow.UNREADABLE ->
                HexFormat.of().formatHex(value, TAG_AND_SIZE, value.length);
            default -> new String(value, TAG_AND_SIZE, value.length - TAG_AND_SIZE, StandardCharsets.UTF_8);
        };
    }

    private static String real(double value) {
        return Double.isNaN(value) ? "NaN" : RealText.text(value);
    }

    private static String bigDecimal(ByteBuffer buffer) {
        int scale = buffer.getInt();
        byte[] unscaled = new byte[buffer.getInt()];
        buffer.get(unscaled);
        return decimal(new BigDecimal(new BigInteger(unscaled), scale));
    }

    /** Zeros at the end are kept apart as an exponent, which people do not expect of an amount. */
    private static String decimal(BigDecimal value) {
        return value.scale() < 0 && value.precision() - value.scale() <= LONGEST_PLAIN
                ? value.toPlainString()
                : value.toString();
    }

    private static String special(long which) {
        return which == 0 ? "NaN" : which > 0 ? "Infinity" : "-Infinity";
    }

    private static String day(long epochDay) {
        try {
            return LocalDate.ofEpochDay(epochDay).toString();
        } catch (DateTimeException e) {
            return "day " + epochDay;
        }
    }

    private static String micros(long micros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(micros, MICROS_PER_SECOND),
                        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
    }
}
