package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.util.ByteConverter;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * Numbers in the results of views and queries, which have other types on both sides: by their value, those with a fraction
 * to 12 significant digits, since both databases add up in an order of their own. Stateless.
 */
final class ResultNumber {

    private static final MathContext SAME = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final double TWO_TO_63 = 0x1p63;

    private ResultNumber() {}

    /** A column of SQLite beside one of numbers in PostgreSQL. */
    static SourceCell source(boolean integers) {
        return (database, handle, column, row) -> {
            switch (database.column_type(handle, column)) {
                case Codes.SQLITE_NULL -> row.writeNull();
                case Codes.SQLITE_INTEGER -> row.writeInteger(database.column_long(handle, column));
                case Codes.SQLITE_FLOAT -> {
                    double value = database.column_double(handle, column);
                    if (integers && Math.rint(value) == value && Math.abs(value) < TWO_TO_63) {
                        row.writeInteger((long) value);
                    } else {
                        write(value, row);
                    }
                    return true;
                }
                default -> foreign(database, handle, column, row);
            }
            return false;
        };
    }

    private static void foreign(DB database, long handle, int column, CanonicalRow row) throws SQLException {
        byte[] bytes = database.column_blob(handle, column);
        row.write(CanonicalRow.FOREIGN, bytes == null ? new byte[0] : bytes, 0, bytes == null ? 0 : bytes.length);
    }

    /** A column of PostgreSQL that comes as bigint. */
    static void integer(byte[] data, int at, int size, CanonicalRow row) {
        row.writeInteger(ByteConverter.int8(data, at));
    }

    /** A column of PostgreSQL that comes as double precision. */
    static void real(byte[] data, int at, int size, CanonicalRow row) {
        write(ByteConverter.float8(data, at), row);
    }

    /** A column of PostgreSQL that comes as the text of a numeric. */
    static void decimal(byte[] data, int at, int size, CanonicalRow row) {
        String text = new String(data, at, size, StandardCharsets.US_ASCII);
        switch (text) {
            case "NaN" -> row.writeSpecial(0);
            case "Infinity" -> row.writeSpecial(Long.MAX_VALUE);
            case "-Infinity" -> row.writeSpecial(Long.MIN_VALUE);
            default -> write(new BigDecimal(text), row);
        }
    }

    private static void write(double value, CanonicalRow row) {
        if (Double.isNaN(value)) {
            row.writeSpecial(0);
        } else if (Double.isInfinite(value)) {
            row.writeSpecial(value > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        } else {
            write(RealText.amongIntegers(value), row);
        }
    }

    /** Integers stay as they are; only what has a fraction, or is no bigint, is rounded. */
    private static void write(BigDecimal value, CanonicalRow row) {
        BigDecimal exact = value.stripTrailingZeros();
        BigDecimal number = isBigint(exact) ? exact : exact.round(SAME).stripTrailingZeros();
        if (isBigint(number)) {
            row.writeInteger(number.longValueExact());
        } else {
            row.writeDecimal(number);
        }
    }

    private static boolean isBigint(BigDecimal value) {
        return value.scale() <= 0
                && value.precision() - value.scale() < 20
                && value.toBigInteger().bitLength() < Long.SIZE;
    }
}
