package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.pages.LeftToSqliteException;
import org.liftlock.migration.pages.TableScan;

/**
 * Rows out of the pages of the file, without a call into SQLite for each value.
 *
 * <p>At the first thing that is not exactly as the file format has it (damage, a column that was added later and whose
 * default SQLite knows, a file that cannot be read) a statement takes over. Both go through the same b-tree in the same order,
 * so it steps over as many rows as were given out and goes on from there; what then comes, rows or an error, is SQLite's.
 */
final class PageCursor implements RowCursor {

    private static final StorageClass[] CLASSES = {
        StorageClass.NULL, StorageClass.INTEGER, StorageClass.REAL, StorageClass.TEXT, StorageClass.BLOB
    };

    private final TableScan scan;
    private final RecordColumns columns;
    private final int[] places;
    private final boolean hasRowid;
    private final @Nullable Charset recoded;
    private final Supplier<RowCursor> statement;
    private final byte[] @Nullable [] shown;
    private boolean anyShown;
    private long rows;
    private int steps;
    private @Nullable RowCursor takenOver;

    /** The supplier opens the statement that gives the same rows. */
    PageCursor(
            TableScan scan, RecordColumns columns, boolean hasRowid, Charset encoding, Supplier<RowCursor> statement) {
        this.scan = scan;
        this.columns = columns;
        this.places = columns.places();
        this.hasRowid = hasRowid;
        this.recoded = encoding.equals(StandardCharsets.UTF_8) ? null : encoding;
        this.statement = statement;
        this.shown = new byte[places.length][];
    }

    @Override
    public boolean next() {
        if (takenOver != null) {
            return takenOver.next();
        }
        StatementCursor.requireNotInterrupted(++steps);
        if (anyShown) {
            Arrays.fill(shown, null);
            anyShown = false;
        }
        try {
            if (!scan.next()) {
                return false;
            }
            if (scan.columns() >= columns.complete()) {
                rows++;
                return true;
            }
        } catch (LeftToSqliteException | IOException e) {
            // What it means is for SQLite to say.
        }
        return takeOver().next();
    }

    /** Whether the rows come from a statement by now. */
    boolean isTakenOver() {
        return takenOver != null;
    }

    /** The statement stands on the last row that was given out. */
    private RowCursor takeOver() {
        RowCursor cursor = statement.get();
        takenOver = cursor;
        for (long row = 0; row < rows && cursor.next(); row++) {
            // Given out already.
        }
        return cursor;
    }

    @Override
    public StorageClass storageClass(int column) {
        if (takenOver != null) {
            return takenOver.storageClass(column);
        }
        int place = places[column];
        if (place == RecordColumns.ROWID) {
            return StorageClass.INTEGER;
        }
        if (place >= scan.columns()) {
            return StorageClass.NULL;
        }
        StorageClass storageClass = CLASSES[scan.kind(place).ordinal()];
        if (storageClass == StorageClass.INTEGER && columns.reals()[column]) {
            return StorageClass.REAL;
        }
        // SQLite knows no NaN; where one is stored it reads NULL.
        return storageClass == StorageClass.REAL && Double.isNaN(real(column)) ? StorageClass.NULL : storageClass;
    }

    @Override
    public long integer(int column) {
        if (takenOver == null) {
            try {
                return places[column] == RecordColumns.ROWID ? scan.rowid() : scan.number(places[column]);
            } catch (LeftToSqliteException | IOException e) {
                takeOver();
            }
        }
        return taken().integer(column);
    }

    @Override
    public double real(int column) {
        if (takenOver == null) {
            try {
                long number = scan.number(places[column]);
                return scan.kind(places[column]) == TableScan.Kind.REAL ? Double.longBitsToDouble(number) : number;
            } catch (LeftToSqliteException | IOException e) {
                takeOver();
            }
        }
        return taken().real(column);
    }

    private RowCursor taken() {
        RowCursor cursor = takenOver;
        return cursor == null ? takeOver() : cursor;
    }

    @Override
    public byte[] blob(int column) {
        return own(column);
    }

    @Override
    public byte[] text(int column) {
        return own(column);
    }

    private byte[] own(int column) {
        if (takenOver == null) {
            byte[] ready = shown[column];
            if (ready != null) {
                shown[column] = null;
                return ready;
            }
            try {
                return copy(column);
            } catch (LeftToSqliteException | IOException e) {
                takeOver();
            }
        }
        return scan.kind(places[column]) == TableScan.Kind.TEXT ? taken().text(column) : taken().blob(column);
    }

    private byte[] copy(int column) throws LeftToSqliteException, IOException {
        byte[] bytes = scan.copy(places[column]);
        return recoded != null && scan.kind(places[column]) == TableScan.Kind.TEXT
                ? StrictText.recode(bytes, recoded)
                : bytes;
    }

    private boolean isRecoded(int column) {
        return recoded != null && scan.kind(places[column]) == TableScan.Kind.TEXT;
    }

    @Override
    public byte[] bytes(int column) {
        if (takenOver == null && isInPlace(column)) {
            return scan.array();
        }
        return takenOver == null ? ready(column) : takenOver.bytes(column);
    }

    @Override
    public int offset(int column) {
        return takenOver == null && isInPlace(column) ? scan.offset(places[column]) : 0;
    }

    @Override
    public int length(int column) {
        if (takenOver != null) {
            return takenOver.length(column);
        }
        return isRecoded(column) ? ready(column).length : scan.length(places[column]);
    }

    private boolean isInPlace(int column) {
        return scan.isInOneArray() && !isRecoded(column);
    }

    private byte[] ready(int column) {
        byte[] ready = shown[column];
        if (ready == null) {
            try {
                ready = copy(column);
            } catch (LeftToSqliteException | IOException e) {
                return takeOver().bytes(column);
            }
            shown[column] = ready;
            anyShown = true;
        }
        return ready;
    }

    @Override
    public boolean hasRowid() {
        return hasRowid;
    }

    @Override
    public long rowid() {
        return takenOver == null ? scan.rowid() : takenOver.rowid();
    }

    @Override
    public RowAddress address() {
        if (takenOver != null) {
            return takenOver.address();
        }
        return RowAddress.of(hasRowid ? new Object[] {scan.rowid()} : new Object[0], hasRowid);
    }

    @Override
    public void close() {
        if (takenOver != null) {
            takenOver.close();
        }
    }
}
