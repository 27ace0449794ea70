package org.liftlock.migration.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index as SQLite has it, also those that stand for UNIQUE and PRIMARY KEY constraints.
 *
 * @param name its name; {@code sqlite_autoindex_…} for constraints
 * @param origin what made it
 * @param unique whether it refuses duplicates
 * @param keys its keys in order
 * @param whereSql the condition of a partial index, otherwise null
 */
public record SourceIndex(
        String name,
        Origin origin,
        boolean unique,
        List<Key> keys,
        @Nullable String whereSql) {

    /** What made an index. */
    public enum Origin {
        CREATE_INDEX,
        UNIQUE_CONSTRAINT,
        PRIMARY_KEY
    }

    /**
     * One key of an index: a column or an expression.
     *
     * @param column the column's name, or null for an expression
     * @param expressionSql the expression, or null for a column
     * @param descending whether DESC
     * @param collation the collating sequence of this key
     */
    public record Key(@Nullable String column, @Nullable String expressionSql, boolean descending, String collation) {

        /**
         * Whether this key compares text without ASCII case.
         *
         * @return true for NOCASE
         */
        public boolean isNocase() {
            return collation.equalsIgnoreCase("NOCASE");
        }
    }

    public SourceIndex {
        keys = List.copyOf(keys);
    }

    /**
     * Whether it covers all rows and has only columns for keys.
     *
     * @return true if a constraint could stand for it
     */
    public boolean isPlain() {
        return whereSql == null && keys.stream().allMatch(key -> key.column() != null);
    }
}
