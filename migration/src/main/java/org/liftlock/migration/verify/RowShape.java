package org.liftlock.migration.verify;

import java.util.List;

/**
 * What rows and their columns are called in SQLite.
 *
 * @param name the table, view or query
 * @param columns the names of the columns, those of the key first
 * @param keyColumns how many belong to the key; 0 if rows cannot be told apart by one
 * @param keyIsRowid whether the key is the rowid under another name
 */
record RowShape(String name, List<String> columns, int keyColumns, boolean keyIsRowid) {

    RowShape {
        columns = List.copyOf(columns);
    }
}
