package org.liftlock.migration.verify;

/**
 * The rows of a part in constant memory: their number and the sum of their digests modulo 2^128. A row's key is in its
 * digest. For one thread.
 */
final class RangeSum {

    private long rows;
    private long high;
    private long low;

    void add(RowDigest digest) {
        long sum = low + digest.low();
        int carry = Long.compareUnsigned(sum, digest.low()) < 0 ? 1 : 0;
        low = sum;
        high += digest.high() + carry;
        rows++;
    }

    long rows() {
        return rows;
    }

    boolean same(RangeSum other) {
        return rows == other.rows && high == other.high && low == other.low;
    }
}
