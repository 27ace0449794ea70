package org.liftlock.migration.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of one row in the form in which the rows of both databases can be compared: two rows are equal if and only if
 * their bytes are. Reused for many rows; not thread-safe.
 */
final class CanonicalRow {

    static final byte NULL = 0;
    static final byte INTEGER = 1;
    static final byte BOOLEAN = 2;
    static final byte REAL = 3;
    static final byte SMALL_DECIMAL = 4;
    static final byte BIG_DECIMAL = 5;
    static final byte TEXT = 6;
    static final byte BYTES = 7;
    static final byte DAY = 8;
    static final byte MICROS = 9;
    static final byte DOCUMENT = 10;
    /** NaN and the infinities of numeric, the infinities of dates and times. */
    static final byte SPECIAL = 11;
    /** A value that has no place in the column's type; it equals nothing that PostgreSQL can hold there. */
    static final byte FOREIGN = 12;
    /** Bytes from PostgreSQL that are no value of the type that the plan says. */
    static final byte UNREADABLE = 13;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY = 1024;

    private final int[] ends;
    private final boolean[] fromReal;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private int column;

    CanonicalRow(int columns) {
        this.ends = new int[columns];
        this.fromReal = new boolean[columns];
    }

    void clear() {
        length = 0;
        column = 0;
    }

    /** Ends the current column's value; the next one begins. */
    void endColumn(boolean writtenFromReal) {
        fromReal[column] = writtenFromReal;
        ends[column++] = length;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Where the value of a column ends. */
    int end(int index) {
        return ends[index];
    }

    boolean sameBytes(CanonicalRow other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    /** The current row, to keep. */
    RowImage image(String address) {
        return new RowImage(Arrays.copyOf(bytes, length), ends.clone(), fromReal.clone(), address);
    }

    void writeNull() {
        tag(NULL, 0);
    }

    void writeInteger(long value) {
        fixed(INTEGER, value);
    }

    void writeBoolean(boolean value) {
        tag(BOOLEAN, 1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** Bit by bit, so that the two zeros differ. */
    void writeReal(long bits) {
        fixed(REAL, bits);
    }

    void writeDay(long epochDay) {
        fixed(DAY, epochDay);
    }

    void writeMicros(long epochMicros) {
        fixed(MICROS, epochMicros);
    }

    void writeSpecial(long which) {
        fixed(SPECIAL, which);
    }

    /** A decimal of up to 18 digits; trailing zeros mean nothing. */
    void writeDecimal(long unscaled, int scale) {
        long digits = unscaled;
        int behindPoint = scale;
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            behindPoint--;
        }
        fixed(SMALL_DECIMAL, digits);
        ensure(Integer.BYTES);
        INT.set(bytes, length, digits == 0 ? 0 : behindPoint);
        length += Integer.BYTES;
    }

    void writeDecimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.unscaledValue().bitLength() < Long.SIZE) {
            writeDecimal(stripped.unscaledValue().longValue(), stripped.scale());
            return;
        }
        byte[] unscaled = stripped.unscaledValue().toByteArray();
        tag(BIG_DECIMAL, Integer.BYTES);
        INT.set(bytes, length, stripped.scale());
        length += Integer.BYTES;
        raw(unscaled, 0, unscaled.length);
    }

    void write(byte tag, byte[] value, int from, int size) {
        tag(tag, 0);
        raw(value, from, size);
    }

    private void fixed(byte tag, long value) {
        tag(tag, Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    private void tag(byte tag, int following) {
        ensure(1 + following);
        bytes[length++] = tag;
    }

    private void raw(byte[] value, int from, int size) {
        ensure(Integer.BYTES + size);
        INT.set(bytes, length, size);
        length += Integer.BYTES;
        System.arraycopy(value, from, bytes, length, size);
        length += size;
    }

    private void ensure(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
