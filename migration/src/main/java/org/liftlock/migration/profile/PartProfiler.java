package org.liftlock.migration.profile;

import java.util.List;
import org.liftlock.migration.source.RowCursor;

/** Takes in the rows of one part of a table. Not thread-safe. */
final class PartProfiler {

    private final List<ColumnProfiler> columns;
    private final List<KeyWatch> watches;
    private final ContentDigest digest = new ContentDigest();
    private long rows;
    private long bytes;

    PartProfiler(List<ColumnProfiler> columns, List<KeyWatch> watches) {
        this.columns = columns;
        this.watches = watches;
    }

    /**
     * Steps through the next rows, at most so many, and returns how many there were: fewer, where the cursor has ended. It is
     * called again and again, since one call for all may go on in code that the virtual machine has discarded long since.
     */
    int add(RowCursor cursor, int most) {
        int added = 0;
        while (added < most && cursor.next()) {
            digest.begin(cursor);
            for (int i = 0; i < columns.size(); i++) {
                bytes += columns.get(i).add(cursor, i, digest);
            }
            digest.end();
            for (int i = 0; i < watches.size(); i++) {
                watches.get(i).add(cursor);
            }
            added++;
        }
        rows += added;
        return added;
    }

    TablePart result() {
        return new TablePart(rows, bytes, digest.sum(), columns, watches);
    }
}
