package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;

/** Counts rows that differ and keeps the first of them, in memory that does not grow with their number. For one thread. */
final class FirstRows {

    private static final int MOST_ROWS = 5;
    private static final long MOST_BYTES = 1_000_000;

    private final List<DifferingRows.Changed> changed = new ArrayList<>();
    private final List<RowImage> missing = new ArrayList<>();
    private final List<RowImage> surplus = new ArrayList<>();
    private long differing;
    private long bytes;

    /** Takes two versions of a row, which may say the same in other words. */
    void pair(CanonicalRow own, CanonicalRow other, String address) {
        RowImage ownImage = own.image(address);
        RowImage otherImage = other.image(address);
        if (ownImage.sameValues(otherImage)) {
            return;
        }
        differing++;
        if (hasRoom(changed, own.length() + other.length())) {
            changed.add(new DifferingRows.Changed(ownImage, otherImage));
        }
    }

    /** Takes a row that only SQLite has. */
    void missing(CanonicalRow row, String address) {
        keep(missing, row, address);
    }

    /** Takes a row that only PostgreSQL has. */
    void surplus(CanonicalRow row, String address) {
        keep(surplus, row, address);
    }

    long differing() {
        return differing;
    }

    DifferingRows rows() {
        return new DifferingRows(changed, missing, surplus, 0);
    }

    private void keep(List<RowImage> images, CanonicalRow row, String address) {
        differing++;
        if (hasRoom(images, row.length())) {
            images.add(row.image(address));
        }
    }

    private boolean hasRoom(List<?> images, long more) {
        boolean room = images.isEmpty() || (images.size() < MOST_ROWS && bytes + more < MOST_BYTES);
        bytes += room ? more : 0;
        return room;
    }
}
