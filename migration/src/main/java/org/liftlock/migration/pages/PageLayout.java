package org.liftlock.migration.pages;

/**
 * How a database is cut into pages.
 *
 * @param pageSize bytes of a page
 * @param reserved bytes at the end of each that SQLite leaves to extensions
 * @param pageCount how many pages the snapshot has
 */
record PageLayout(int pageSize, int reserved, long pageCount) {

    /** What SQLite demands of a page (sqlite.org/fileformat2.html section 1.3.4). */
    private static final int SMALLEST_USABLE = 480;

    boolean isKnown() {
        boolean powerOfTwo = Integer.bitCount(pageSize) == 1 && pageSize >= 512 && pageSize <= 65_536;
        return powerOfTwo && reserved >= 0 && usable() >= SMALLEST_USABLE && pageCount > 0;
    }

    /** Bytes of a page that hold content. */
    int usable() {
        return pageSize - reserved;
    }

    /** More cells than this fit on no page, so SQLite takes the page for damaged. */
    int mostCells() {
        return (pageSize - 8) / 6;
    }

    /** How many bytes of a record lie in the leaf of a table; the rest is in overflow pages (section 1.6). */
    int local(int payload) {
        int most = usable() - 35;
        if (payload <= most) {
            return payload;
        }
        int least = (usable() - 12) * 32 / 255 - 23;
        int filled = least + (payload - least) % (usable() - 4);
        return filled <= most ? filled : least;
    }
}
