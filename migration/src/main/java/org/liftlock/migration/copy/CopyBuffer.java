package org.liftlock.migration.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Bytes of a COPY stream in network order, growing as needed: in one array, or in parts, where large values are kept as they
 * come, so that none is in memory twice. Not thread-safe.
 */
final class CopyBuffer {

    static final int LARGE = 1 << 16;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What comes before {@link #bytes}. */
    private final List<byte[]> parts = new ArrayList<>();

    private final boolean parted;
    private long partsLength;
    private byte[] bytes;
    private int length;

    CopyBuffer(int capacity) {
        this(capacity, false);
    }

    private CopyBuffer(int capacity, boolean parted) {
        this.bytes = new byte[capacity];
        this.parted = parted;
    }

    /** A buffer that is only to be sent. */
    static CopyBuffer inParts(int capacity) {
        return new CopyBuffer(capacity, true);
    }

    void putShort(int value) {
        ensure(Short.BYTES);
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] value) {
        put(value, 0, value.length);
    }

    /** From {@link #LARGE} bytes on, an array that holds nothing but the value belongs to a buffer in parts from here on. */
    void put(byte[] value, int from, int count) {
        if (parted && count >= LARGE) {
            parts.add(Arrays.copyOf(bytes, length));
            parts.add(count == value.length ? value : Arrays.copyOfRange(value, from, from + count));
            partsLength += (long) length + count;
            length = 0;
            return;
        }
        ensure(count);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
    }

    /** Appends what another buffer holds, which stays as it is. */
    void put(CopyBuffer other) {
        other.parts.forEach(this::put);
        ensure(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
    }

    byte[] array() {
        return bytes;
    }

    /** How much of {@link #array} is in use. */
    int length() {
        return length;
    }

    /** The bytes of all parts. */
    long size() {
        return partsLength + length;
    }

    void writeTo(CopyIn copy) throws SQLException {
        for (byte[] part : parts) {
            copy.writeToCopy(part, 0, part.length);
        }
        copy.writeToCopy(bytes, 0, length);
    }

    void clear() {
        parts.clear();
        partsLength = 0;
        length = 0;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max(bytes.length * 2L, (long) length + more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }
}
