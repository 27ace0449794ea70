package org.liftlock.migration.profile;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.RowCursor;

/** Counts occurrences and keeps the addresses of the first few. Not thread-safe. */
final class OccurrenceCounter {

    static final int KEPT = 3;
    private static final int MOST_BYTES = 16;

    private final List<RowAddress> first = new ArrayList<>(KEPT);
    private final boolean redact;
    private long count;

    /** Keeps no values of keys if it is to redact. */
    OccurrenceCounter(boolean redact) {
        this.redact = redact;
    }

    void add(RowCursor cursor) {
        if (count++ < KEPT) {
            first.add(redact ? cursor.address().redacted() : cursor.address());
        }
    }

    /** Keeps the bytes, too, for what no text can show. */
    void add(RowCursor cursor, byte[] bytes, int from, int length) {
        boolean kept = count < KEPT;
        add(cursor);
        if (kept && !redact) {
            String hex = HexFormat.of().formatHex(bytes, from, from + Math.min(length, MOST_BYTES));
            String shown = " x'" + hex + (length > MOST_BYTES ? "…'" : "'");
            first.set(first.size() - 1, new RowAddress(cursor.address().text() + shown));
        }
    }

    /** For what is too common for addresses to mean anything. */
    void add() {
        count++;
    }

    /** Adds what was counted in rows that come later. */
    void add(OccurrenceCounter later) {
        count += later.count;
        later.first.stream().limit(KEPT - first.size()).forEach(first::add);
    }

    Occurrences result() {
        return new Occurrences(count, first);
    }
}
