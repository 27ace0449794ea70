package org.liftlock.migration.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as SQLite has it.
 *
 * @param name its name as declared
 * @param sql its CREATE TABLE statement
 * @param withoutRowid whether it is a WITHOUT ROWID table
 * @param strict whether it is a STRICT table
 * @param columns all columns in order, generated ones too
 * @param primaryKey the columns of its primary key in key order; empty if it has none
 * @param rowidAlias the INTEGER PRIMARY KEY column that is the rowid, or null
 * @param autoincrement whether ids are never given twice
 * @param highestId what {@code sqlite_sequence} says of it, or null
 * @param indexes its indexes, also those of constraints
 * @param foreignKeys its foreign keys in the order of declaration
 * @param checks its CHECK constraints in the order of declaration
 * @param conflictClauses the ON CONFLICT clauses of its constraints other than ABORT, as written
 * @param comment what the comments in its statement say of it, or null
 */
public record SourceTable(
        String name,
        String sql,
        boolean withoutRowid,
        boolean strict,
        List<SourceColumn> columns,
        List<String> primaryKey,
        @Nullable String rowidAlias,
        boolean autoincrement,
        @Nullable Long highestId,
        List<SourceIndex> indexes,
        List<SourceForeignKey> foreignKeys,
        List<SourceCheck> checks,
        List<String> conflictClauses,
        @Nullable String comment) {

    public SourceTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
        conflictClauses = List.copyOf(conflictClauses);
    }

    /**
     * Finds a column.
     *
     * @param columnName its name in any case
     * @return the column, if there is one
     */
    public Optional<SourceColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> SqliteSql.same(column.name(), columnName))
                .findFirst();
    }
}
