package org.liftlock.migration.verify;

import java.util.BitSet;
import org.liftlock.migration.verify.BothSides.Pair;

/**
 * Compares rows that come in any order: first as multisets in constant memory; if they differ, the partitions that do are
 * read once more to find the digests, and a third time to fetch the rows to show. For one caller.
 */
final class MultisetComparison {

    /** Rows whose digests the second pass keeps at a time, some 100 bytes each. */
    private static final long MOST_DIGESTS = 200_000;

    private static final int SHOWN = 5;

    /** Only one comparison of a run is to hold digests at a time. */
    private static final Object DIGESTS = new Object();

    private final RowScan scan;
    private final long expectedRows;
    private final RowProgress progress;

    MultisetComparison(RowScan scan, long expectedRows, RowProgress progress) {
        this.scan = scan;
        this.expectedRows = expectedRows;
        this.progress = progress;
    }

    PartOutcome compare() {
        return compare(Partitions.forRows(expectedRows), true);
    }

    private PartOutcome compare(Partitions partitions, boolean reports) {
        Pair<Summing> sums = scan.both(new Summing(partitions, reports), new Summing(partitions, false));
        progress.end();
        RowSums ofSource = sums.source().sums;
        RowSums ofTarget = sums.target().sums;

        BitSet chosen = new BitSet(partitions.count());
        long digests = 0;
        long left = 0;
        for (int partition = 0; partition < partitions.count(); partition++) {
            if (ofSource.equals(partition, ofTarget)) {
                continue;
            }
            digests += ofSource.rows(partition) + ofTarget.rows(partition);
            if (chosen.isEmpty() || digests <= MOST_DIGESTS) {
                chosen.set(partition);
            } else {
                left++;
            }
        }
        if (chosen.isEmpty()) {
            return PartOutcome.equal(ofSource.rows());
        }
        if ((left > 0 || digests > MOST_DIGESTS) && !partitions.equals(Partitions.MANY)) {
            return compare(Partitions.MANY, false);
        }
        synchronized (DIGESTS) {
            DigestDifference difference = DigestDifference.find(scan, partitions, chosen);
            DifferingRows rows = DifferingRows.fetch(scan, difference);
            long differing = difference.rows(scan.shape().keyColumns() > 0) - rows.sameAfterAll() + left;
            return new PartOutcome(ofSource.rows(), ofTarget.rows(), differing, left > 0, rows.first(SHOWN));
        }
    }

    /** The first pass over one side. */
    private final class Summing implements RowScan.RowVisitor {

        private final RowSums sums;
        private final boolean reports;

        Summing(Partitions partitions, boolean reports) {
            this.sums = new RowSums(partitions);
            this.reports = reports;
        }

        @Override
        public void visit(CanonicalRow row, RowStream stream) {
            sums.add(RowDigest.of(row, scan.shape().keyColumns()));
            if (reports) {
                progress.row();
            }
        }
    }
}
