package org.liftlock.migration.profile;

import java.util.List;

/**
 * What was found in some rows of a table.
 *
 * @param rows how many rows
 * @param bytes bytes of all texts and blobs, and 8 for each number
 * @param digest the sum over what the rows hold
 * @param columns what is known of each column, in the table's order
 * @param watches what is known of foreign keys whose parents were known, in the order of the keys
 */
record TablePart(long rows, long bytes, long digest, List<ColumnProfiler> columns, List<KeyWatch> watches) {

    /** Joins two parts, taking over the columns and watches of this one. */
    TablePart with(TablePart later) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).add(later.columns.get(i));
        }
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).add(later.watches.get(i));
        }
        return new TablePart(rows + later.rows, bytes + later.bytes, digest + later.digest, columns, watches);
    }
}
