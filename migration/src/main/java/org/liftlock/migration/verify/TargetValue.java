package org.liftlock.migration.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.liftlock.migration.sql.PgType.Kind;
import org.postgresql.util.ByteConverter;

/**
 * Reads the values of one PostgreSQL column from their binary form (the send functions in src/backend/utils/adt).
 * Not thread-safe.
 */
final class TargetValue implements TargetCell {

    private static final long DAYS_TO_2000 = 10_957;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;
    private static final int NUMERIC_HEADER = 8;
    private static final int BASE = 10_000;
    private static final int DIGITS_IN_LONG = 4;
    private static final int NEGATIVE = 0x4000;
    private static final int INFINITY = 0xD000;
    private static final int MINUS_INFINITY = 0xF000;
    private static final byte JSONB_VERSION = 1;
    private static final int UUID_BYTES = 16;

    private final Kind kind;
    private final CanonicalJson json = new CanonicalJson();

    TargetValue(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void write(byte[] data, int at, int size, CanonicalRow row) {
        boolean readable =
                switch (kind) {
                    case BOOLEAN -> bool(data, at, size, row);
                    case SMALLINT, INTEGER, BIGINT -> integer(data, at, size, row);
                    case DOUBLE -> {
                        if (size == Double.BYTES) {
                            row.writeReal(ByteConverter.int8(data, at));
                        }
                        yield size == Double.BYTES;
                    }
                    case NUMERIC -> numeric(data, at, size, row);
                    case TEXT, VARCHAR, JSON -> {
                        row.write(CanonicalRow.TEXT, data, at, size);
                        yield true;
                    }
                    case BYTEA -> {
                        row.write(CanonicalRow.BYTES, data, at, size);
                        yield true;
                    }
                    case DATE -> date(data, at, size, row);
                    case TIMESTAMP, TIMESTAMPTZ -> timestamp(data, at, size, row);
                    case JSONB -> document(data, at, size, row);
                    case UUID -> {
                        row.write(CanonicalRow.BYTES, data, at, size);
                        yield size == UUID_BYTES;
                    }
                };
        if (!readable) {
            row.write(CanonicalRow.UNREADABLE, data, at, size);
        }
    }

    private static boolean bool(byte[] data, int at, int size, CanonicalRow row) {
        if (size != 1) {
            return false;
        }
        row.writeBoolean(data[at] != 0);
        return true;
    }

    private static boolean integer(byte[] data, int at, int size, CanonicalRow row) {
        switch (size) {
            case Long.BYTES -> row.writeInteger(ByteConverter.int8(data, at));
            case Integer.BYTES -> row.writeInteger(ByteConverter.int4(data, at));
            case Short.BYTES -> row.writeInteger(ByteConverter.int2(data, at));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean date(byte[] data, int at, int size, CanonicalRow row) {
        if (size != Integer.BYTES) {
            return false;
        }
        int days = ByteConverter.int4(data, at);
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            row.writeSpecial(days);
        } else {
            row.writeDay(days + DAYS_TO_2000);
        }
        return true;
    }

    private static boolean timestamp(byte[] data, int at, int size, CanonicalRow row) {
        if (size != Long.BYTES) {
            return false;
        }
        long micros = ByteConverter.int8(data, at);
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            row.writeSpecial(micros);
        } else {
            row.writeMicros(micros + MICROS_TO_2000);
        }
        return true;
    }

    private boolean document(byte[] data, int at, int size, CanonicalRow row) {
        if (size < 1 || data[at] != JSONB_VERSION) {
            return false;
        }
        boolean isDocument = json.read(data, at + 1, size - 1);
        if (isDocument) {
            row.write(CanonicalRow.DOCUMENT, json.bytes(), 0, json.length());
        }
        return isDocument;
    }

    /** Digits to the base 10,000, the first of them standing for {@code 10000^weight}. */
    private static boolean numeric(byte[] data, int at, int size, CanonicalRow row) {
        if (size < NUMERIC_HEADER) {
            return false;
        }
        int count = ByteConverter.int2(data, at);
        int weight = ByteConverter.int2(data, at + 2);
        int sign = ByteConverter.int2(data, at + 4) & 0xffff;
        if (count < 0 || size != NUMERIC_HEADER + count * Short.BYTES) {
            return false;
        }
        if (sign != 0 && sign != NEGATIVE) {
            row.writeSpecial(sign == INFINITY ? Long.MAX_VALUE : sign == MINUS_INFINITY ? Long.MIN_VALUE : 0);
            return true;
        }
        int scale = 4 * (count - 1 - weight);
        if (count <= DIGITS_IN_LONG) {
            long unscaled = 0;
            for (int i = 0; i < count; i++) {
                unscaled = unscaled * BASE + ByteConverter.int2(data, at + NUMERIC_HEADER + i * Short.BYTES);
            }
            row.writeDecimal(sign == NEGATIVE ? -unscaled : unscaled, count == 0 ? 0 : scale);
            return true;
        }
        StringBuilder digits = new StringBuilder(count * 4);
        for (int i = 0; i < count; i++) {
            int digit = ByteConverter.int2(data, at + NUMERIC_HEADER + i * Short.BYTES);
            digits.append((char) ('0' + digit / 1000))
                    .append((char) ('0' + digit / 100 % 10))
                    .append((char) ('0' + digit / 10 % 10))
                    .append((char) ('0' + digit % 10));
        }
        BigInteger unscaled = new BigInteger(digits.toString());
        row.writeDecimal(new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, scale));
        return true;
    }
}
