package org.liftlock.migration.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * What to select beside a table's columns so that a finding can name the row.
 *
 * @param selectList quoted names; empty if nothing identifies a row
 * @param byRowid whether it is the rowid, not the columns of a key
 */
public record RowLocator(List<String> selectList, boolean byRowid) {

    /** SQLITE_MAX_COLUMN, which also bounds the columns of a result (sqlite.org/limits.html). */
    private static final int MOST_COLUMNS = 2000;

    public RowLocator {
        selectList = List.copyOf(selectList);
    }

    /**
     * What names the rows of a table. A column may shadow any of the rowid's three names, so the first free one is taken.
     *
     * @param table the table
     * @return its rowid or the columns of its key; nothing if SQLite can give no more columns than the table has
     */
    public static RowLocator of(SourceTable table) {
        int width = table.withoutRowid() ? table.primaryKey().size() : 1;
        if (table.columns().size() + width > MOST_COLUMNS) {
            return new RowLocator(List.of(), false);
        }
        if (table.withoutRowid()) {
            return new RowLocator(
                    table.primaryKey().stream().map(SqliteSql::name).toList(), false);
        }
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> table.column(name).isEmpty() || SqliteSql.same(name, table.rowidAlias()))
                .findFirst()
                .map(name -> new RowLocator(List.of(name), true))
                .orElse(new RowLocator(List.of(), false));
    }
}
