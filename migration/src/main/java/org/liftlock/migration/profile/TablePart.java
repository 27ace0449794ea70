package org.liftlock.migration.profile;

import java.util.List;

/**
 * What was found in some rows of a table.
 *
 * @param rows how many rows
 * @param bytes bytes of all texts and blobs, and 8 for each number
 * @param digest the sum over what the rows hold
 * @param columns what is known of each column, in the table's order
 */
record TablePart(long rows, long bytes, long digest, List<ColumnProfiler> columns) {

    /** Joins two parts, taking over the columns of this one. */
    TablePart with(TablePart later) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(later.columns.get(i));
        }
        return new TablePart(rows + later.rows, bytes + later.bytes, digest + later.digest, columns);
    }
}
