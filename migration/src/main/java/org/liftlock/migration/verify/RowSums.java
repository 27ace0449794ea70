package org.liftlock.migration.verify;

/**
 * A multiset of rows in constant memory: for each partition the number of rows and the sum of their digests modulo 2^128.
 * The order of rows plays no part, their number does. For one thread.
 */
final class RowSums {

    static final int PARTITIONS = 1 << 16;

    private final long[] counts = new long[PARTITIONS];
    private final long[] high = new long[PARTITIONS];
    private final long[] low = new long[PARTITIONS];
    private long rows;

    void add(RowDigest digest) {
        int partition = digest.partition();
        counts[partition]++;
        long sum = low[partition] + digest.low();
        int carry = Long.compareUnsigned(sum, digest.low()) < 0 ? 1 : 0;
        low[partition] = sum;
        high[partition] += digest.high() + carry;
        rows++;
    }

    long rows() {
        return rows;
    }

    long rows(int partition) {
        return counts[partition];
    }

    boolean equals(int partition, RowSums other) {
        return counts[partition] == other.counts[partition]
                && high[partition] == other.high[partition]
                && low[partition] == other.low[partition];
    }
}
