package org.liftlock.migration;

import org.jspecify.annotations.Nullable;

/**
 * How rows are brought to a target.
 *
 * @param schema the target schema; made if it is missing
 * @param existing whether the schema's tables are there already and only rows are brought
 * @param replace whether tables and views of the plan's names that are there already are dropped; with an existing
 *     schema, whether rows that are there already are removed
 * @param verify whether every row is compared afterwards
 * @param flywayHistoryTable the history table in which both versions are recorded, or null
 * @param redact whether findings must show no values
 */
public record MigrateOptions(
        String schema,
        boolean existing,
        boolean replace,
        boolean verify,
        @Nullable String flywayHistoryTable,
        boolean redact) {

    /**
     * Schema {@code public}, nothing replaced, verified, no history.
     *
     * @return the defaults
     */
    public static MigrateOptions defaults() {
        return new MigrateOptions("public", false, false, true, null, false);
    }
}
