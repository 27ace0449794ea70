package org.liftlock.migration.verify;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A row in 128 bits.
 *
 * @param high one half of the digest
 * @param low the other half
 * @param key the digest of the key, or of the whole row where there is no key
 */
record RowDigest(long high, long low, long key) {

    private static final Hasher128 HASHER = Hashing.xxh3_128();

    static RowDigest of(CanonicalRow row, int keyColumns) {
        HashValue128 hash = HASHER.hashBytesTo128Bits(row.bytes(), 0, row.length());
        long low = hash.getLeastSignificantBits();
        long key = keyColumns == 0 ? low : HASHER.hashBytesToLong(row.bytes(), 0, row.end(keyColumns - 1));
        return new RowDigest(hash.getMostSignificantBits(), low, key);
    }
}
