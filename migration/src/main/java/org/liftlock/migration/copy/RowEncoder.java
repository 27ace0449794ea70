package org.liftlock.migration.copy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.RowCursor;

/** Encodes rows of one table as tuples of COPY's binary format (PostgreSQL manual, COPY, "Binary Format"). */
final class RowEncoder {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int TRAILER = -1;

    private final List<ColumnPlan> columns;
    private final List<ColumnEncoder> encoders;

    private final List<String> selected;

    RowEncoder(TablePlan table, RowsAside aside) {
        this.columns = table.copiedColumns();
        this.selected = columns.stream()
                .map(column -> aside.select(table.source(), column.source(), column.selectSql()))
                .toList();
        this.encoders =
                columns.stream().map(column -> new ColumnEncoder(column, false)).toList();
    }

    List<String> selected() {
        return selected;
    }

    static void header(CopyBuffer out) {
        out.put(SIGNATURE);
        out.putInt(0);
        out.putInt(0);
    }

    static void trailer(CopyBuffer out) {
        out.putShort(TRAILER);
    }

    /** Appends the current row and returns its bytes in SQLite. */
    long encode(RowCursor cursor, CopyBuffer out) throws UnfitValueException {
        out.putShort(encoders.size());
        long bytes = 0;
        for (int i = 0; i < encoders.size(); i++) {
            try {
                bytes += encoders.get(i).encode(cursor, i, out);
            } catch (UnfitValueException e) {
                throw new UnfitValueException(
                        columns.get(i).source(), cursor.address().text(), String.valueOf(e.getMessage()));
            }
        }
        return bytes;
    }
}
