package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.verify.BothSides.Pair;

/**
 * Compares the rows of one table: first as multisets in constant memory; if they differ, the partitions that do are read
 * once more to find the digests, and a third time to fetch the rows to show. For one caller.
 */
final class TableComparison {

    private static final int ROWS_BETWEEN_REPORTS = 10_000;
    /** Rows whose digests the second pass keeps at a time, some 100 bytes each. */
    private static final long MOST_DIGESTS = 200_000;

    private final TableScan scan;
    private final RunListener listener;
    private final boolean redact;

    TableComparison(TableScan scan, RunListener listener, boolean redact) {
        this.scan = scan;
        this.listener = listener;
        this.redact = redact;
    }

    /** The outcome, and what there is to tell. */
    record Outcome(TableVerification verification, List<Finding> findings) {}

    Outcome compare() {
        ComparedTable table = scan.table();
        Pair<Summing> sums = scan.both(new Summing(), new Summing());
        long unreported = sums.source().sums.rows() % ROWS_BETWEEN_REPORTS;
        if (unreported > 0) {
            listener.rows(table.name(), unreported);
        }
        RowSums ofSource = sums.source().sums;
        RowSums ofTarget = sums.target().sums;

        BitSet chosen = new BitSet(RowSums.PARTITIONS);
        long digests = 0;
        long left = 0;
        for (int partition = 0; partition < RowSums.PARTITIONS; partition++) {
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
            return outcome(ofSource, ofTarget, 0, List.of());
        }
        DigestDifference difference = DigestDifference.find(scan, chosen);
        DifferingRows rows = DifferingRows.fetch(scan, difference);
        long differing = difference.rows(table.keyColumns() > 0) - rows.sameAfterAll() + left;
        if (differing == 0) {
            return outcome(ofSource, ofTarget, 0, List.of());
        }
        List<String> details = new ArrayList<>();
        details.add((left > 0 ? "at least " : "") + differing + (differing == 1 ? " row differs" : " rows differ"));
        if (ofSource.rows() != ofTarget.rows()) {
            details.add("SQLite has " + ofSource.rows() + " rows, PostgreSQL has " + ofTarget.rows());
        }
        details.addAll(new RowWording(table, redact).describe(rows));
        return outcome(
                ofSource,
                ofTarget,
                differing,
                List.of(Finding.of(FindingCode.ROWS_DIFFER, table.name(), String.join("; ", details))));
    }

    private Outcome outcome(RowSums ofSource, RowSums ofTarget, long differing, List<Finding> findings) {
        return new Outcome(
                new TableVerification(scan.table().name(), ofSource.rows(), ofTarget.rows(), differing), findings);
    }

    /** The first pass over one side. */
    private final class Summing implements TableScan.RowVisitor {

        private final RowSums sums = new RowSums();

        @Override
        public void visit(RowDigest digest, CanonicalRow row, RowStream stream) {
            sums.add(digest);
            if (stream instanceof SourceRows && sums.rows() % ROWS_BETWEEN_REPORTS == 0) {
                listener.rows(scan.table().name(), ROWS_BETWEEN_REPORTS);
            }
        }
    }
}
