package org.liftlock.migration.profile;

import org.jspecify.annotations.Nullable;

/** The numbers that an INTEGER PRIMARY KEY has: each between two, or those whose bit is set. Not written to once shared. */
final class KeyNumbers {

    private final long first;
    private final long last;
    private final long @Nullable [] bits;

    private KeyNumbers(long first, long last, long @Nullable [] bits) {
        this.first = first;
        this.last = last;
        this.bits = bits;
    }

    /** All of them. */
    static KeyNumbers all(long first, long last) {
        return new KeyNumbers(first, last, null);
    }

    /** None yet; between the two lie fewer than 2³¹ times 64. */
    static KeyNumbers none(long first, long last) {
        return new KeyNumbers(first, last, new long[(int) ((last - first) / Long.SIZE + 1)]);
    }

    /** Takes in one of those between the two. */
    void add(long number) {
        if (bits != null) {
            long place = number - first;
            bits[(int) (place >>> 6)] |= 1L << place;
        }
    }

    boolean has(long number) {
        if (number < first || number > last) {
            return false;
        }
        long place = number - first;
        return bits == null || (bits[(int) (place >>> 6)] & 1L << place) != 0;
    }
}
