package org.liftlock.migration.verify;

import org.liftlock.migration.verify.BothSides.Pair;

/**
 * Compares a part of a table with an integer key: by a digest first; if that differs, both sides are read once more in the
 * order of the key, row by row beside each other. For one caller.
 */
final class RangeComparison {

    private final RowScan scan;
    private final TableRows rows;
    private final RowProgress progress;

    RangeComparison(RowScan scan, TableRows rows, RowProgress progress) {
        this.scan = scan;
        this.rows = rows;
        this.progress = progress;
    }

    PartOutcome compare() {
        Pair<Summing> sums = scan.both(new Summing(true), new Summing(false));
        progress.end();
        RangeSum own = sums.source().sum;
        RangeSum other = sums.target().sum;
        if (own.same(other)) {
            return PartOutcome.equal(own.rows());
        }
        return drillDown(own.rows(), other.rows());
    }

    private PartOutcome drillDown(long sourceRows, long targetRows) {
        KeyedMerge merge = new KeyedMerge(rows.inOrder());
        merge.run();
        return new PartOutcome(
                sourceRows,
                targetRows,
                merge.found().differing(),
                false,
                merge.found().rows());
    }

    /** One side of the first pass. */
    private final class Summing implements RowScan.RowVisitor {

        private final RangeSum sum = new RangeSum();
        private final boolean reports;

        Summing(boolean reports) {
            this.reports = reports;
        }

        @Override
        public void visit(CanonicalRow row, RowStream stream) {
            sum.add(RowDigest.of(row, 0));
            if (reports) {
                progress.row();
            }
        }
    }
}
