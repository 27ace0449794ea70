package org.liftlock.migration.pages;

/** Numbers as they stand in SQLite's pages, all of them big-endian. */
final class PageBytes {

    private static final int LONGEST_VARINT = 9;

    private PageBytes() {}

    static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    static int int32(byte[] bytes, int at) {
        return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
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
