package org.liftlock.migration.pages;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as they stand in SQLite's pages, all of them big-endian. */
final class PageBytes {

    private static final int LONGEST_VARINT = 9;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private PageBytes() {}

    static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    static int int32(byte[] bytes, int at) {
        return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
    }

    /** An integer of 1, 2, 3, 4, 6 or 8 bytes. */
    static long signed(byte[] bytes, int at, int width) {
        return switch (width) {
            case 1 -> bytes[at];
            case 2 -> (short) unsignedShort(bytes, at);
            case 3 -> bytes[at] << 16 | unsignedShort(bytes, at + 1);
            case 4 -> (int) INT.get(bytes, at);
            case 6 -> (long) (short) unsignedShort(bytes, at) << 32 | ((int) INT.get(bytes, at + 2) & 0xffff_ffffL);
            default -> (long) LONG.get(bytes, at);
        };
    }

    /**
     * An integer of variable length (sqlite.org/fileformat2.html section 1.6): seven bits a byte, but all of a ninth. The
     * caller has seen by {@link #varintLength} that it ends.
     */
    static long varint(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < at + LONGEST_VARINT - 1; i++) {
            value = value << 7 | (bytes[i] & 0x7f);
            if (bytes[i] >= 0) {
                return value;
            }
        }
        return value << 8 | (bytes[at + LONGEST_VARINT - 1] & 0xff);
    }

    /** How many bytes an integer of variable length takes, or 0 if it does not end before a limit. */
    static int varintLength(byte[] bytes, int at, int limit) {
        for (int i = at; i < limit && i < at + LONGEST_VARINT - 1; i++) {
            if (bytes[i] >= 0) {
                return i - at + 1;
            }
        }
        return at + LONGEST_VARINT <= limit ? LONGEST_VARINT : 0;
    }
}
