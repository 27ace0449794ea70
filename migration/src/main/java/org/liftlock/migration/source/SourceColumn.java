package org.liftlock.migration.source;

import org.jspecify.annotations.Nullable;

/**
 * A column as SQLite has it.
 *
 * @param name its name as declared
 * @param declaredType its type as declared, or the empty string
 * @param notNull whether NOT NULL is declared
 * @param defaultSql its DEFAULT as {@code PRAGMA table_xinfo} gives it, or null
 * @param collation its collating sequence, {@code BINARY} if none is declared
 * @param generation whether its values are stored by the application or computed
 * @param generationSql the expression of a generated column, otherwise null
 * @param comment what the comments in its table's statement say of it, or null
 */
public record SourceColumn(
        String name,
        String declaredType,
        boolean notNull,
        @Nullable String defaultSql,
        String collation,
        Generation generation,
        @Nullable String generationSql,
        @Nullable String comment) {

    /** Whether a column is computed. */
    public enum Generation {
        NONE,
        VIRTUAL,
        STORED
    }

    /**
     * The affinity of the declared type.
     *
     * @return the affinity
     */
    public Affinity affinity() {
        return Affinity.of(declaredType);
    }

    /**
     * Whether the values are computed from other columns.
     *
     * @return true for generated columns
     */
    public boolean isGenerated() {
        return generation != Generation.NONE;
    }

    /**
     * Whether text in this column is compared without ASCII case.
     *
     * @return true for NOCASE
     */
    public boolean isNocase() {
        return collation.equalsIgnoreCase("NOCASE");
    }
}
