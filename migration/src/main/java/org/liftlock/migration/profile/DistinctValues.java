package org.liftlock.migration.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.StorageClass;

/**
 * Counts each value of a column for as long as there are few: it gives up at the thirteenth, and at any that is neither
 * an integer nor a short text. Not thread-safe.
 */
final class DistinctValues {

    private static final int MOST = 12;
    private static final int LONGEST = 40;

    /** One value; an integer if there is no text. */
    private record Entry(byte[] text, boolean isText, long integer, OccurrenceCounter rows) {

        boolean is(Entry other) {
            return isText == other.isText && integer == other.integer && Arrays.equals(text, other.text);
        }
    }

    private static final byte[] NO_TEXT = {};

    private final boolean redact;
    private final List<Entry> entries = new ArrayList<>(MOST);
    private boolean givenUp;

    DistinctValues(boolean redact) {
        this.redact = redact;
    }

    void addInteger(long value, RowCursor cursor) {
        if (givenUp) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.integer == value && !entry.isText) {
                entry.rows.add(cursor);
                return;
            }
        }
        begin(new Entry(NO_TEXT, false, value, new OccurrenceCounter(redact)), cursor);
    }

    void addText(byte[] bytes, int from, int length, RowCursor cursor) {
        if (givenUp) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.isText
                    && entry.text.length == length
                    && Arrays.equals(entry.text, 0, length, bytes, from, from + length)) {
                entry.rows.add(cursor);
                return;
            }
        }
        if (length > LONGEST) {
            giveUp();
        } else {
            byte[] value = Arrays.copyOfRange(bytes, from, from + length);
            begin(new Entry(value, true, 0, new OccurrenceCounter(redact)), cursor);
        }
    }

    private void begin(Entry entry, RowCursor cursor) {
        if (entries.size() == MOST) {
            giveUp();
        } else {
            entry.rows.add(cursor);
            entries.add(entry);
        }
    }

    void giveUp() {
        givenUp = true;
        entries.clear();
    }

    void add(DistinctValues later) {
        if (givenUp || later.givenUp) {
            giveUp();
            return;
        }
        for (Entry other : later.entries) {
            Entry own = entries.stream().filter(other::is).findFirst().orElse(null);
            if (own != null) {
                own.rows.add(other.rows);
            } else if (entries.size() == MOST) {
                giveUp();
                return;
            } else {
                entries.add(other);
            }
        }
    }

    /** In the order of their first rows; empty if there are many, or none. */
    List<DistinctValue> result() {
        return entries.stream()
                .map(entry -> new DistinctValue(
                        entry.isText ? StorageClass.TEXT : StorageClass.INTEGER,
                        entry.isText ? new String(entry.text, StandardCharsets.UTF_8) : Long.toString(entry.integer),
                        entry.rows.result()))
                .toList();
    }
}
