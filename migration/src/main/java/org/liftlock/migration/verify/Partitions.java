package org.liftlock.migration.verify;

/**
 * Into how many groups the rows of a comparison are sorted by the digests of their keys, so that both versions of a changed
 * row are found together.
 *
 * @param bits the logarithm of their number to the base 2
 */
record Partitions(int bits) {

    static final Partitions MANY = new Partitions(15);

    private static final int ROWS_IN_FEW = 10_000;

    /** Few for few rows, since each has to be cleared and looked at. */
    static Partitions forRows(long rows) {
        return rows <= ROWS_IN_FEW ? new Partitions(4) : MANY;
    }

    int count() {
        return 1 << bits;
    }

    int of(RowDigest digest) {
        return (int) (digest.key() >>> (Long.SIZE - bits));
    }
}
