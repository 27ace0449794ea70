package org.liftlock.migration.verify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.liftlock.migration.verify.BothSides.Pair;

/**
 * Which digests of some partitions only one side has, or has more often, and how many times more.
 *
 * @param source those that SQLite has more often
 * @param target those that PostgreSQL has more often
 */
record DigestDifference(Map<RowDigest, Integer> source, Map<RowDigest, Integer> target) {

    static DigestDifference find(RowScan scan, Partitions partitions, BitSet chosen) {
        int key = scan.shape().keyColumns();
        Pair<Counting> counts = scan.both(new Counting(partitions, chosen, key), new Counting(partitions, chosen, key));
        Map<RowDigest, Integer> more = new HashMap<>();
        Map<RowDigest, Integer> less = new HashMap<>();
        Set<RowDigest> all = new HashSet<>(counts.source().counts.keySet());
        all.addAll(counts.target().counts.keySet());
        for (RowDigest digest : all) {
            int surplus = counts.source().counts.getOrDefault(digest, 0)
                    - counts.target().counts.getOrDefault(digest, 0);
            if (surplus > 0) {
                more.put(digest, surplus);
            } else if (surplus < 0) {
                less.put(digest, -surplus);
            }
        }
        return new DigestDifference(more, less);
    }

    /** How many rows have no counterpart; with keys, two versions of one row count once. */
    long rows(boolean hasKey) {
        if (!hasKey) {
            return sum(source) + sum(target);
        }
        Set<Long> keys = new HashSet<>();
        source.keySet().forEach(digest -> keys.add(digest.key()));
        target.keySet().forEach(digest -> keys.add(digest.key()));
        return keys.size();
    }

    private static long sum(Map<RowDigest, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The second pass over one side. */
    private static final class Counting implements RowScan.RowVisitor {

        private final Partitions partitions;
        private final BitSet chosen;
        private final int keyColumns;
        private final Map<RowDigest, Integer> counts = new HashMap<>();

        Counting(Partitions partitions, BitSet chosen, int keyColumns) {
            this.partitions = partitions;
            this.chosen = chosen;
            this.keyColumns = keyColumns;
        }

        @Override
        public void visit(CanonicalRow row, RowStream stream) {
            RowDigest digest = RowDigest.of(row, keyColumns);
            if (chosen.get(partitions.of(digest))) {
                counts.merge(digest, 1, Integer::sum);
            }
        }
    }
}
