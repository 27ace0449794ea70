package org.liftlock.migration.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a table whose keys lie between two integers, both included.
 *
 * @param first the lowest key
 * @param last the highest key
 */
record KeyRange(long first, long last) {

    /** Every row, also those of a table without such a key. */
    static final KeyRange ALL = new KeyRange(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean isAll() {
        return equals(ALL);
    }

    /** The condition in SQLite's SQL; empty for all rows. */
    String sqlite(String key) {
        return condition(key, "", "");
    }

    /** The condition in PostgreSQL's SQL, with literals that keep an index of any integer type in use. */
    String postgres(String key) {
        return condition(key, "'", "'::bigint");
    }

    private String condition(String key, String before, String behind) {
        List<String> parts = new ArrayList<>();
        if (first != Long.MIN_VALUE) {
            parts.add(key + " >= " + before + first + behind);
        }
        if (last != Long.MAX_VALUE) {
            parts.add(key + " <= " + before + last + behind);
        }
        return String.join(" AND ", parts);
    }

    /** Ranges that end with the given keys, in ascending order, and one behind them: together every key there is. */
    static List<KeyRange> endingWith(List<Long> lastKeys) {
        List<KeyRange> ranges = new ArrayList<>();
        long first = Long.MIN_VALUE;
        for (long last : lastKeys) {
            ranges.add(new KeyRange(first, last));
            first = last + 1;
        }
        ranges.add(new KeyRange(first, Long.MAX_VALUE));
        return ranges;
    }
}
