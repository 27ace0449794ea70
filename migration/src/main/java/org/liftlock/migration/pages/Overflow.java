package org.liftlock.migration.pages;

import java.io.IOException;

/**
 * The part of a record that does not fit its leaf: a chain of pages, each with the number of the next one in front
 * (sqlite.org/fileformat2.html section 1.6). It remembers how far along the chain it is. Not thread-safe.
 */
final class Overflow {

    private final PageWindow window;
    private final int content;
    private int first;
    private int page;
    private int index;

    Overflow(PageReader reader) {
        this.window = new PageWindow(reader);
        this.content = reader.layout().usable() - Integer.BYTES;
    }

    /** Turns to the chain of another record. */
    void begin(int firstPage) {
        first = firstPage;
        page = firstPage;
        index = 0;
    }

    /** Copies some bytes of the chain, counted from its first. */
    void copy(int from, int length, byte[] into, int at) throws IOException, LeftToSqliteException {
        int wanted = from / content;
        if (wanted < index) {
            begin(first);
        }
        int skipped = from - wanted * content;
        int done = 0;
        while (done < length) {
            int base = window.load(page);
            if (index == wanted) {
                int part = Math.min(content - skipped, length - done);
                System.arraycopy(window.bytes(), base + Integer.BYTES + skipped, into, at + done, part);
                done += part;
                skipped = 0;
                if (done == length) {
                    return;
                }
                wanted++;
            }
            page = PageBytes.int32(window.bytes(), base);
            index++;
        }
    }
}
