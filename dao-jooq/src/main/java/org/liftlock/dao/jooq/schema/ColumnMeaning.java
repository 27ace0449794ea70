package org.liftlock.dao.jooq.schema;

import java.util.Locale;
import java.util.Optional;

/** What the values of a column are, whatever the backend calls their type. */
public enum ColumnMeaning {
    /** Whole numbers of up to 64 bits; also amounts of money in minor units. */
    INTEGER,
    /** Binary floating point numbers. */
    REAL,
    /** Exact decimal fractions. */
    DECIMAL,
    /** Text, of a limited length or not, and names of a fixed set. */
    TEXT,
    /** True and false. */
    BOOLEAN,
    /** Days of the calendar. */
    DATE,
    /** Times of a day. */
    TIME,
    /** Points in time, or days with a time; SQLite's declared types do not tell these apart. */
    TIMESTAMP,
    /** Bytes. */
    BYTES,
    /** JSON documents. */
    JSON,
    /** UUIDs. */
    UUID,
    /** A type that is none of these. Two of them agree. */
    OTHER;

    /**
     * The word in a schema file.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ColumnMeaning> ofWord(String word) {
        for (ColumnMeaning meaning : values()) {
            if (meaning.word().equals(word)) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }
}
