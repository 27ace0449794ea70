package org.liftlock.migration.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a table.
 *
 * @param source its name in SQLite
 * @param target its name in PostgreSQL
 * @param columns its columns in order
 * @param primaryKey its primary key, or null
 * @param uniques its unique constraints
 * @param indexes its indexes
 * @param checks its CHECK constraints
 * @param foreignKeys its foreign keys
 * @param skippedColumns the columns in SQLite that the user leaves out
 * @param byUser whether the user gave it its name
 * @param comment its comment in PostgreSQL, or null
 */
public record TablePlan(
        String source,
        String target,
        List<ColumnPlan> columns,
        @Nullable KeyPlan primaryKey,
        List<KeyPlan> uniques,
        List<IndexPlan> indexes,
        List<CheckPlan> checks,
        List<ForeignKeyPlan> foreignKeys,
        List<String> skippedColumns,
        boolean byUser,
        @Nullable String comment) {

    public TablePlan {
        columns = List.copyOf(columns);
        uniques = List.copyOf(uniques);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
        skippedColumns = List.copyOf(skippedColumns);
    }

    /**
     * A table of which no column is left out, without a comment.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL
     * @param columns its columns in order
     * @param primaryKey its primary key, or null
     * @param uniques its unique constraints
     * @param indexes its indexes
     * @param checks its CHECK constraints
     * @param foreignKeys its foreign keys
     */
    public TablePlan(
            String source,
            String target,
            List<ColumnPlan> columns,
            @Nullable KeyPlan primaryKey,
            List<KeyPlan> uniques,
            List<IndexPlan> indexes,
            List<CheckPlan> checks,
            List<ForeignKeyPlan> foreignKeys) {
        this(source, target, columns, primaryKey, uniques, indexes, checks, foreignKeys, List.of(), false, null);
    }

    /**
     * The same with other foreign keys.
     *
     * @param keys the keys
     * @return a copy
     */
    public TablePlan withForeignKeys(List<ForeignKeyPlan> keys) {
        return new TablePlan(
                source, target, columns, primaryKey, uniques, indexes, checks, keys, skippedColumns, byUser, comment);
    }

    /**
     * The columns whose values are copied.
     *
     * @return all but the generated ones
     */
    public List<ColumnPlan> copiedColumns() {
        return columns.stream().filter(ColumnPlan::isCopied).toList();
    }

    /**
     * The column whose values PostgreSQL gives.
     *
     * @return the identity column, if there is one
     */
    public Optional<ColumnPlan> identityColumn() {
        return columns.stream().filter(ColumnPlan::identity).findFirst();
    }
}
