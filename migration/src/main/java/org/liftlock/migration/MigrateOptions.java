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
 * @param existingRows with an existing schema, what becomes of rows that are there already
 * @param cascade whether tables outside the plan that refer to tables which are to be emptied are emptied, too
 * @param load how the rows are brought
 * @param proof what a comparison does beside comparing every row
 */
public record MigrateOptions(
        String schema,
        boolean existing,
        boolean replace,
        boolean verify,
        @Nullable String flywayHistoryTable,
        boolean redact,
        ExistingRows existingRows,
        boolean cascade,
        LoadOptions load,
        ProofOptions proof) {

    /**
     * Every row is compared and nothing beside.
     *
     * @param schema the target schema; made if it is missing
     * @param existing whether the schema's tables are there already and only rows are brought
     * @param replace whether what is there already is removed
     * @param verify whether every row is compared afterwards
     * @param flywayHistoryTable the history table in which both versions are recorded, or null
     * @param redact whether findings must show no values
     * @param existingRows with an existing schema, what becomes of rows that are there already
     * @param cascade whether tables outside the plan that refer to tables which are to be emptied are emptied, too
     * @param load how the rows are brought
     */
    public MigrateOptions(
            String schema,
            boolean existing,
            boolean replace,
            boolean verify,
            @Nullable String flywayHistoryTable,
            boolean redact,
            ExistingRows existingRows,
            boolean cascade,
            LoadOptions load) {
        this(
                schema,
                existing,
                replace,
                verify,
                flywayHistoryTable,
                redact,
                existingRows,
                cascade,
                load,
                ProofOptions.defaults());
    }

    /**
     * Rows that are there already are refused, or removed where {@code replace} says so.
     *
     * @param schema the target schema; made if it is missing
     * @param existing whether the schema's tables are there already and only rows are brought
     * @param replace whether what is there already is removed
     * @param verify whether every row is compared afterwards
     * @param flywayHistoryTable the history table in which both versions are recorded, or null
     * @param redact whether findings must show no values
     */
    public MigrateOptions(
            String schema,
            boolean existing,
            boolean replace,
            boolean verify,
            @Nullable String flywayHistoryTable,
            boolean redact) {
        this(
                schema,
                existing,
                replace,
                verify,
                flywayHistoryTable,
                redact,
                replace ? ExistingRows.TRUNCATE : ExistingRows.REFUSE,
                false,
                LoadOptions.defaults());
    }

    /**
     * Schema {@code public}, nothing replaced, verified, no history.
     *
     * @return the defaults
     */
    public static MigrateOptions defaults() {
        return new MigrateOptions("public", false, false, true, null, false);
    }

    /**
     * The same for rows that are there already.
     *
     * @param rows what becomes of them
     * @param others whether tables outside the plan may be emptied with them
     * @return a copy
     */
    public MigrateOptions withExistingRows(ExistingRows rows, boolean others) {
        return new MigrateOptions(
                schema,
                existing,
                rows == ExistingRows.TRUNCATE,
                verify,
                flywayHistoryTable,
                redact,
                rows,
                others,
                load,
                proof);
    }

    /**
     * The same with rows brought in another way.
     *
     * @param how how
     * @return a copy
     */
    public MigrateOptions with(LoadOptions how) {
        return new MigrateOptions(
                schema, existing, replace, verify, flywayHistoryTable, redact, existingRows, cascade, how, proof);
    }

    /**
     * The same with a comparison that does more.
     *
     * @param more what it does beside comparing every row
     * @return a copy
     */
    public MigrateOptions with(ProofOptions more) {
        return new MigrateOptions(
                schema, existing, replace, verify, flywayHistoryTable, redact, existingRows, cascade, load, more);
    }
}
