package org.liftlock.dao.jooq.schema;

/**
 * One thing in which two schemas differ.
 *
 * @param place a table, or a table and a column
 * @param expected what one of them has
 * @param found what the other has
 */
public record SchemaDifference(String place, String expected, String found) {

    /** In one line: {@code track.duration_ms: expected integer not null, found text}. */
    @Override
    public String toString() {
        return place + ": expected " + expected + ", found " + found;
    }
}
