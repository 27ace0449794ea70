package org.liftlock.migration.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a table's rows: those with rowids between two values, both included.
 *
 * @param first the lowest rowid
 * @param last the highest rowid
 */
public record RowRange(long first, long last) {

    /** Every row; also that of a table without rowids. */
    public static final RowRange ALL = new RowRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /**
     * Cuts into ranges of the same width, in ascending order. Together they hold every row, whatever its rowid.
     *
     * @param lowest the lowest rowid there is
     * @param highest the highest rowid there is, not below the lowest
     * @param parts how many ranges, at least 1
     */
    static List<RowRange> split(long lowest, long highest, int parts) {
        long width = Long.divideUnsigned(highest - lowest, parts);
        List<RowRange> ranges = new ArrayList<>(parts);
        long first = Long.MIN_VALUE;
        for (int part = 1; part < parts; part++) {
            long last = lowest + width * part;
            ranges.add(new RowRange(first, last));
            first = last + 1;
        }
        ranges.add(new RowRange(first, Long.MAX_VALUE));
        return ranges;
    }

    /** The condition of a query, with a blank in front; empty for all rows. */
    String where(String rowid) {
        if (equals(ALL)) {
            return "";
        }
        if (first == Long.MIN_VALUE) {
            return " WHERE " + rowid + " <= " + last;
        }
        return " WHERE " + rowid + " >= " + first + (last == Long.MAX_VALUE ? "" : " AND " + rowid + " <= " + last);
    }
}
