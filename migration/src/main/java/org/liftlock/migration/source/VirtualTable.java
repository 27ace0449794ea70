package org.liftlock.migration.source;

import java.util.List;

/**
 * A virtual table, which holds no rows of its own.
 *
 * @param name its name
 * @param module for instance {@code fts5}
 * @param shadowTables the ordinary tables in which the module keeps its index
 */
public record VirtualTable(String name, String module, List<String> shadowTables) {

    public VirtualTable {
        shadowTables = List.copyOf(shadowTables);
    }
}
