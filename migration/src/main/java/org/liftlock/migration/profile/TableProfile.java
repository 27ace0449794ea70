package org.liftlock.migration.profile;

import java.util.List;
import org.liftlock.migration.source.SourceTable;

/**
 * What the rows of one table are.
 *
 * @param table the table
 * @param rows how many rows it has
 * @param bytes bytes of all texts and blobs, and 8 for each number
 * @param columns a profile for each column, in the table's order
 * @param orphans the foreign keys that rows break
 */
public record TableProfile(
        SourceTable table, long rows, long bytes, List<ColumnProfile> columns, List<OrphanProfile> orphans) {

    public TableProfile {
        columns = List.copyOf(columns);
        orphans = List.copyOf(orphans);
    }

    /** PLACEHOLDER */
    public long digest() {
        return rows * 31 + bytes;
    }
}
