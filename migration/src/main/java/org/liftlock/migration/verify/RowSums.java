package org.liftlock.migration.verify;

import java.util.Arrays;

/**
 * A multiset of rows in constant memory: for each partition the number of rows and the sum of their digests modulo 2^128.
 * The order of rows plays no part, their number does. For one thread.
 */
final class RowSums {

    /** One slot of a power of two for each partition, so that a row touches one cache line. */
    private static final int SLOT = 4;

    private static final int COUNT = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;

    private final Partitions partitions;
    private final long[] slots;
    private long rows;

    RowSums(Partitions partitions) {
        this.partitions = partitions;
        this.slots = new long[partitions.count() * SLOT];
    }

    void add(RowDigest digest) {
        int slot = partitions.of(digest) * SLOT;
        long sum = slots[slot + LOW] + digest.low();
        int carry = Long.compareUnsigned(sum, digest.low()) < 0 ? 1 : 0;
        slots[slot + LOW] = sum;
        slots[slot + HIGH] += digest.high() + carry;
        slots[slot + COUNT]++;
        rows++;
    }

    long rows() {
        return rows;
    }

    long rows(int partition) {
        return slots[partition * SLOT + COUNT];
    }

    boolean equals(int partition, RowSums other) {
        int slot = partition * SLOT;
        return Arrays.equals(slots, slot, slot + SLOT, other.slots, slot, slot + SLOT);
    }
}
