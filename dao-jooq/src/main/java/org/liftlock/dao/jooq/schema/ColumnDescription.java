package org.liftlock.dao.jooq.schema;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One column. Immutable.
 *
 * @param name its name; ASCII letters are made lower case
 * @param meanings what its values can be; several where the declared type leaves it open, as the types of SQLite's STRICT
 *     tables do
 * @param nullable whether a value may be missing
 */
public record ColumnDescription(String name, Set<ColumnMeaning> meanings, boolean nullable) {

    /**
     * Copies the values.
     *
     * @param name its name
     * @param meanings what its values can be, at least one
     * @param nullable whether a value may be missing
     */
    public ColumnDescription {
        name = SchemaNames.folded(name);
        meanings = Collections.unmodifiableSet(EnumSet.copyOf(meanings));
    }

    /**
     * A column of one meaning.
     *
     * @param name its name
     * @param meaning what its values are
     * @param nullable whether a value may be missing
     * @return the description
     */
    public static ColumnDescription of(String name, ColumnMeaning meaning, boolean nullable) {
        return new ColumnDescription(name, EnumSet.of(meaning), nullable);
    }

    boolean agreesWith(ColumnDescription other) {
        return nullable == other.nullable && !Collections.disjoint(meanings, other.meanings);
    }

    /** Without the name: {@code integer not null}. */
    String typeText() {
        return meanings.stream().map(ColumnMeaning::word).collect(Collectors.joining(" or "))
                + (nullable ? "" : " not null");
    }
}
