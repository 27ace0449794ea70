package org.liftlock.migration.pages;

import java.io.IOException;
import java.util.Arrays;

/**
 * Steps through the records of a table and finds the columns in each (sqlite.org/fileformat2.html section 2.1). What is
 * exactly as the format has it is given out; at anything else it ends with {@link LeftToSqliteException}, without having
 * given out the record. Not thread-safe.
 */
public final class TableScan {

    /** What a column of the record holds. */
    public enum Kind {
        NULL,
        INTEGER,
        REAL,
        TEXT,
        BLOB
    }

    /** Up to here records are put together whole; of longer ones each value by itself. */
    private static final int MOST_ASSEMBLED = 1 << 20;

    private static final int FIRST_BLOB = 12;
    private static final int[] WIDTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    private static final int ONE = 9;
    private static final int FLOAT = 7;

    private final TableCells cells;
    private final Overflow overflow;
    private final PageLayout layout;
    private final long last;
    private final int[] types;
    private final int[] offsets;
    private final byte[] number = new byte[Long.BYTES];
    private byte[] assembled = {};
    private byte[] record;
    private int start;
    private int local;
    private int columns;
    private boolean whole;

    /**
     * Opens a scan.
     *
     * @param reader where the pages come from
     * @param root the first page of the table's b-tree
     * @param width how many columns its records have at most
     * @param first the lowest rowid wanted
     * @param last the highest rowid wanted
     * @throws IOException if the file cannot be read
     * @throws LeftToSqliteException if the way to the first row is not as the format has it
     */
    public TableScan(PageReader reader, int root, int width, long first, long last)
            throws IOException, LeftToSqliteException {
        this.cells = new TableCells(reader, root);
        this.overflow = new Overflow(reader);
        this.layout = reader.layout();
        this.last = last;
        this.types = new int[width];
        this.offsets = new int[width + 1];
        this.record = cells.page();
        if (first != Long.MIN_VALUE) {
            cells.seek(first);
        }
    }

    /**
     * Steps to the next record.
     *
     * @return false behind the last one
     * @throws IOException if the file cannot be read
     * @throws LeftToSqliteException if the record is not as the format has it
     */
    public boolean next() throws IOException, LeftToSqliteException {
        if (!cells.next() || cells.rowid() > last) {
            return false;
        }
        int payload = cells.payload();
        record = cells.page();
        start = cells.at();
        local = layout.local(payload);
        whole = local == payload;
        if (!whole) {
            overflow.begin(PageBytes.int32(record, start + local));
            if (payload <= MOST_ASSEMBLED) {
                assemble(payload);
            } else {
                // A chain that breaks off must be known before the record is given out.
                overflow.copy(payload - local - 1, 1, number, 0);
            }
        }
        header(payload);
        return true;
    }

    private void assemble(int payload) throws IOException, LeftToSqliteException {
        if (assembled.length < payload) {
            assembled = new byte[Math.max(payload, Math.min(MOST_ASSEMBLED, 2 * assembled.length))];
        }
        System.arraycopy(record, start, assembled, 0, local);
        overflow.copy(0, payload - local, assembled, local);
        record = assembled;
        start = 0;
        whole = true;
    }

    private void header(int payload) throws LeftToSqliteException {
        int limit = start + (whole ? payload : local);
        int sizeBytes = PageBytes.varintLength(record, start, limit);
        long size = sizeBytes == 0 ? 0 : PageBytes.varint(record, start);
        if (size < sizeBytes || sizeBytes == 0 || size > limit - start) {
            throw new LeftToSqliteException("a header that ends elsewhere");
        }
        int at = start + sizeBytes;
        int end = start + (int) size;
        long offset = size;
        int column = 0;
        while (at < end) {
            long type = record[at];
            if (type >= 0) {
                at++;
            } else {
                int bytes = PageBytes.varintLength(record, at, end);
                type = bytes == 0 ? -1 : PageBytes.varint(record, at);
                at += bytes;
            }
            if (type < 0 || type > Integer.MAX_VALUE || type == 10 || type == 11 || column == types.length) {
                throw new LeftToSqliteException("a type that is not known, or a column too many");
            }
            types[column] = (int) type;
            offsets[column++] = (int) offset;
            offset += type < FIRST_BLOB ? WIDTHS[(int) type] : (type - FIRST_BLOB) >> 1;
            if (offset > payload) {
                throw new LeftToSqliteException("a value beyond its record");
            }
        }
        if (offset != payload) {
            throw new LeftToSqliteException("a record longer than its values");
        }
        offsets[column] = payload;
        columns = column;
    }

    /**
     * The rowid of the current record.
     *
     * @return the rowid
     */
    public long rowid() {
        return cells.rowid();
    }

    /**
     * How many columns the current record has; those added to the table later may be missing.
     *
     * @return their number
     */
    public int columns() {
        return columns;
    }

    /**
     * What a column holds.
     *
     * @param column its index in the record, below {@link #columns}
     * @return the kind
     */
    public Kind kind(int column) {
        int type = types[column];
        if (type >= FIRST_BLOB) {
            return (type & 1) == 1 ? Kind.TEXT : Kind.BLOB;
        }
        return type == 0 ? Kind.NULL : type == FLOAT ? Kind.REAL : Kind.INTEGER;
    }

    /**
     * An integer, or the bits of a real number.
     *
     * @param column its index, of kind {@code INTEGER} or {@code REAL}
     * @return the value
     * @throws IOException if the file cannot be read
     * @throws LeftToSqliteException if the record is not as the format has it
     */
    public long number(int column) throws IOException, LeftToSqliteException {
        int type = types[column];
        if (type >= ONE - 1) {
            return type - (ONE - 1);
        }
        if (whole) {
            return PageBytes.signed(record, start + offsets[column], WIDTHS[type]);
        }
        copy(column, number);
        return PageBytes.signed(number, 0, WIDTHS[type]);
    }

    /**
     * The length of a text or blob.
     *
     * @param column its index
     * @return bytes
     */
    public int length(int column) {
        return offsets[column + 1] - offsets[column];
    }

    /**
     * Whether a value can be read without a copy.
     *
     * @return false for records so long that each value is to be copied by itself
     */
    public boolean isInOneArray() {
        return whole;
    }

    /**
     * The array that holds the whole record.
     *
     * @return bytes that stay until the next step, and belong to the scan
     */
    public byte[] array() {
        return record;
    }

    /**
     * Where a value begins in {@link #array}.
     *
     * @param column its index
     * @return the offset
     */
    public int offset(int column) {
        return start + offsets[column];
    }

    /**
     * Copies a value.
     *
     * @param column its index
     * @return an array of its own
     * @throws IOException if the file cannot be read
     * @throws LeftToSqliteException if the record is not as the format has it
     */
    public byte[] copy(int column) throws IOException, LeftToSqliteException {
        if (whole) {
            return Arrays.copyOfRange(record, offset(column), offset(column) + length(column));
        }
        byte[] value = new byte[length(column)];
        copy(column, value);
        return value;
    }

    private void copy(int column, byte[] into) throws IOException, LeftToSqliteException {
        int from = offsets[column];
        int length = length(column);
        int inLeaf = Math.max(0, Math.min(local - from, length));
        if (inLeaf > 0) {
            System.arraycopy(record, start + from, into, 0, inLeaf);
        }
        if (inLeaf < length) {
            overflow.copy(from + inLeaf - local, length - inLeaf, into, inLeaf);
        }
    }
}
