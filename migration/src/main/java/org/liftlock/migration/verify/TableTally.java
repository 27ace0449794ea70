package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;

/** Adds up what comparing the parts of one table gave. Thread-safe. */
final class TableTally {

    /** Parts of which rows are kept to be shown. */
    private static final int MOST_PARTS = 5;

    private final ComparedTable table;
    private final TreeMap<Integer, DifferingRows> shown = new TreeMap<>();
    private long sourceRows;
    private long targetRows;
    private long differing;
    private boolean atLeast;

    TableTally(ComparedTable table) {
        this.table = table;
    }

    ComparedTable table() {
        return table;
    }

    /** Adds a part; parts have numbers in the order of their keys. */
    synchronized void add(int part, PartOutcome outcome) {
        sourceRows += outcome.sourceRows();
        targetRows += outcome.targetRows();
        differing += outcome.differing();
        atLeast |= outcome.atLeast();
        if (outcome.differing() > 0) {
            shown.put(part, outcome.rows());
            if (shown.size() > MOST_PARTS) {
                shown.pollLastEntry();
            }
        }
    }

    synchronized TableVerification verification() {
        return new TableVerification(table.name(), sourceRows, targetRows, differing);
    }

    /** What there is to tell. */
    synchronized List<Finding> findings(boolean redact) {
        if (differing == 0) {
            return List.of();
        }
        PartOutcome all =
                new PartOutcome(sourceRows, targetRows, differing, atLeast, DifferingRows.joined(shown.values()));
        List<String> details = new ArrayList<>(new RowWording(table.shape(), redact).describe(all));
        return List.of(Finding.of(FindingCode.ROWS_DIFFER, table.name(), String.join("; ", details)));
    }
}
