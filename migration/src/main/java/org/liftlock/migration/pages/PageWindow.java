package org.liftlock.migration.pages;

import java.io.IOException;

/**
 * Some neighbouring pages in memory. It reads ahead for as long as it is asked for one page after the other. Not
 * thread-safe.
 */
final class PageWindow {

    private static final int LARGEST = 1 << 17;
    /** Between the leaves of a table lie pages of its indexes, if both grew together. */
    private static final int NEAR = 8;

    private final PageReader reader;
    private final int pageSize;
    private byte[] bytes;
    private int first;
    private int count;
    private int last;
    private int ahead = 1;

    PageWindow(PageReader reader) {
        this.reader = reader;
        this.pageSize = reader.layout().pageSize();
        this.bytes = new byte[pageSize];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Brings a page in and returns where it begins in {@link #bytes}, which is good until the next call. */
    int load(int page) throws IOException, LeftToSqliteException {
        boolean near = page > last && page - last <= NEAR;
        last = page;
        boolean inLog = reader.isInLog(page);
        if (!inLog && page >= first && page < first + count) {
            return (page - first) * pageSize;
        }
        ahead = near && !inLog ? Math.min(ahead * 2, Math.max(1, LARGEST / pageSize)) : 1;
        if (bytes.length < ahead * pageSize) {
            bytes = new byte[ahead * pageSize];
        }
        // If the read fails, what stands in the array is no page.
        count = 0;
        int read = reader.read(page, bytes, ahead);
        first = page;
        count = inLog ? 0 : read;
        return 0;
    }
}
