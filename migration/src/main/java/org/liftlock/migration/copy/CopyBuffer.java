package org.liftlock.migration.copy;

import java.util.Arrays;

/** Bytes of a COPY stream in network order, growing as needed. Not thread-safe. */
final class CopyBuffer {

    private byte[] bytes;
    private int length;

    CopyBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    void putShort(int value) {
        ensure(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void putInt(int value) {
        ensure(4);
        bytes[length++] = (byte) (value >> 24);
        bytes[length++] = (byte) (value >> 16);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max(bytes.length * 2L, (long) length + more);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }
}
