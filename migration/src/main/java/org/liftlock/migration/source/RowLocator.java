package org.liftlock.migration.source;

import java.util.List;
import java.util.stream.Stream;

/**
 * What to select beside a table's columns so that a finding can name the row.
 *
 * @param selectList quoted names; empty if nothing identifies a row
 */
record RowLocator(List<String> selectList) {

    /** A column may shadow any of the rowid's three names, so the first free one is taken. */
    static RowLocator of(SourceTable table) {
        if (table.withoutRowid()) {
            return new RowLocator(
                    table.primaryKey().stream().map(SqliteSql::name).toList());
        }
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> table.column(name).isEmpty() || name.equalsIgnoreCase(table.rowidAlias()))
                .findFirst()
                .map(name -> new RowLocator(List.of(name)))
                .orElse(new RowLocator(List.of()));
    }
}
