package org.liftlock.migration.pages;

import java.io.IOException;

/**
 * Goes through the cells of a table's b-tree in the order of its rowids, as SQLite's own cursor does
 * (sqlite.org/fileformat2.html section 1.6). Not thread-safe.
 */
final class TableCells {

    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int INTERIOR_HEADER = 12;
    private static final int LEAF_HEADER = 8;
    private static final int FIRST_PAGE_HEADER = 100;
    /** SQLite takes a deeper tree for damaged. */
    private static final int DEEPEST = 18;

    private final PageLayout layout;
    private final PageWindow window;
    private byte[] bytes;
    private final int root;
    private final Interior[] way = new Interior[DEEPEST];
    private int depth;
    private boolean begun;
    private int base;
    private int pointers;
    private int cells;
    private int cell;
    private long rowid;
    private int payload;
    private int at;

    TableCells(PageReader reader, int root) {
        this.layout = reader.layout();
        this.window = new PageWindow(reader);
        this.bytes = window.bytes();
        this.root = root;
    }

    /** A page between the root and the leaf, and which of its children is on the way. */
    private static final class Interior {
        private byte[] page = {};
        private int pointers;
        private int cells;
        private int child;
    }

    /** Goes before the first cell whose rowid is not below one; to be called once at most, before {@link #next}. */
    void seek(long least) throws IOException, LeftToSqliteException {
        begun = true;
        descend(root, true, least);
    }

    /** Steps to the next cell; false behind the last. */
    boolean next() throws IOException, LeftToSqliteException {
        if (!begun) {
            begun = true;
            descend(root, false, 0);
        }
        while (cell == cells) {
            while (depth > 0 && way[depth - 1].child == way[depth - 1].cells) {
                depth--;
            }
            if (depth == 0) {
                return false;
            }
            Interior parent = way[depth - 1];
            parent.child++;
            descend(child(parent), false, 0);
        }
        parse(cell++);
        return true;
    }

    long rowid() {
        return rowid;
    }

    /** Bytes of the whole record. */
    int payload() {
        return payload;
    }

    /** Where the record begins in {@link #page}, until the next step. */
    int at() {
        return at;
    }

    byte[] page() {
        return bytes;
    }

    private void descend(int from, boolean seeking, long least) throws IOException, LeftToSqliteException {
        int page = from;
        while (true) {
            base = window.load(page);
            bytes = window.bytes();
            int header = base + (page == 1 ? FIRST_PAGE_HEADER : 0);
            int kind = bytes[header];
            cells = PageBytes.unsignedShort(bytes, header + 3);
            boolean emptyTable = kind == LEAF && depth == 0;
            if ((kind != LEAF && kind != INTERIOR) || cells > layout.mostCells() || (cells == 0 && !emptyTable)) {
                throw new LeftToSqliteException("no page of a table");
            }
            pointers = header + (kind == LEAF ? LEAF_HEADER : INTERIOR_HEADER);
            if (pointers + 2 * cells > base + layout.usable()) {
                throw new LeftToSqliteException("more cells than there is room");
            }
            if (kind == LEAF) {
                cell = seeking ? search(least) : 0;
                return;
            }
            page = child(enter(seeking, least));
        }
    }

    /** Keeps the page, whose place in the window will be taken. */
    private Interior enter(boolean seeking, long least) throws LeftToSqliteException {
        if (depth == DEEPEST) {
            throw new LeftToSqliteException("a tree too deep");
        }
        Interior interior = way[depth];
        if (interior == null) {
            interior = new Interior();
            interior.page = new byte[layout.pageSize()];
            way[depth] = interior;
        }
        depth++;
        System.arraycopy(bytes, base, interior.page, 0, layout.pageSize());
        interior.pointers = pointers - base;
        interior.cells = cells;
        interior.child = seeking ? search(interior, least) : 0;
        return interior;
    }

    private int child(Interior interior) throws LeftToSqliteException {
        int place = interior.child == interior.cells
                ? interior.pointers - Integer.BYTES
                : place(interior.page, 0, interior.pointers, interior.cells, interior.child);
        return PageBytes.int32(interior.page, place);
    }

    /** The same binary search as SQLite's, so that the way is the same even where keys are out of order. */
    private int search(Interior interior, long least) throws LeftToSqliteException {
        int low = 0;
        int high = interior.cells - 1;
        while (low <= high) {
            int middle = (low + high) >> 1;
            int place = place(interior.page, 0, interior.pointers, interior.cells, middle) + Integer.BYTES;
            if (PageBytes.varintLength(interior.page, place, layout.usable()) == 0) {
                throw new LeftToSqliteException("a key beyond its page");
            }
            long key = PageBytes.varint(interior.page, place);
            if (key == least) {
                return middle;
            }
            if (key < least) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int search(long least) throws LeftToSqliteException {
        int low = 0;
        int high = cells - 1;
        while (low <= high) {
            int middle = (low + high) >> 1;
            parse(middle);
            if (rowid == least) {
                return middle;
            }
            if (rowid < least) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int place(byte[] page, int from, int pointersAt, int count, int index) throws LeftToSqliteException {
        int place = from + PageBytes.unsignedShort(page, pointersAt + 2 * index);
        if (place < pointersAt + 2 * count || place + Integer.BYTES > from + layout.usable()) {
            throw new LeftToSqliteException("a cell beyond its page");
        }
        return place;
    }

    private void parse(int index) throws LeftToSqliteException {
        int place = place(bytes, base, pointers, cells, index);
        int limit = base + layout.usable();
        int lengthBytes = PageBytes.varintLength(bytes, place, limit);
        int rowidBytes = PageBytes.varintLength(bytes, place + lengthBytes, limit);
        long length = lengthBytes == 0 ? 0 : PageBytes.varint(bytes, place);
        // No record is longer than all pages; a damaged one could promise any length.
        if (rowidBytes == 0
                || length <= 0
                || length > Math.min(Integer.MAX_VALUE - 64, layout.pageCount() * layout.usable())) {
            throw new LeftToSqliteException("a cell beyond its page");
        }
        payload = (int) length;
        rowid = PageBytes.varint(bytes, place + lengthBytes);
        at = place + lengthBytes + rowidBytes;
        int local = layout.local(payload);
        int end = local == payload ? at + local : at + local + Integer.BYTES;
        if (end > limit) {
            throw new LeftToSqliteException("a record beyond its page");
        }
    }
}
