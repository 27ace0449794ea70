package org.liftlock.migration.profile;

import java.util.List;
import org.liftlock.migration.source.SourceTable;

/**
 * What the rows of one table are.
 *
 * @param table the table
 * @param rows how many rows it has
 * @param bytes bytes of all texts and blobs, and 8 for each number
 * @param digest an order-independent 64-bit sum over what the rows hold: their rowids, if they have any that a query could
 *     name, and the storage class and stored bytes (of text in UTF-8) of every value that was read. The same content gives
 *     the same digest in every process and however it is read; a row changed, added or removed gives another, but for
 *     chance
 * @param columns a profile for each column, in the table's order
 * @param orphans the foreign keys that rows break
 */
public record TableProfile(
        SourceTable table,
        long rows,
        long bytes,
        long digest,
        List<ColumnProfile> columns,
        List<OrphanProfile> orphans) {

    public TableProfile {
        columns = List.copyOf(columns);
        orphans = List.copyOf(orphans);
    }
}
