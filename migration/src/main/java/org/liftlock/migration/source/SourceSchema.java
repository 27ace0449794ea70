package org.liftlock.migration.source;

import java.util.List;
import java.util.Optional;

/**
 * The schema of a SQLite database.
 *
 * @param tables ordinary tables in the order of their creation
 * @param views views in the order of their creation
 * @param triggers triggers
 * @param virtualTables virtual tables with their shadow tables
 * @param tableStatements the statements that make tables, virtual ones too but not their shadows, in order
 * @param otherStatements the statements that make indexes, views and triggers, in order
 * @param hash SHA-256 over all statements, in hex: equal hashes mean equal schemas
 */
public record SourceSchema(
        List<SourceTable> tables,
        List<SourceView> views,
        List<SourceTrigger> triggers,
        List<VirtualTable> virtualTables,
        List<String> tableStatements,
        List<String> otherStatements,
        String hash) {

    public SourceSchema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        triggers = List.copyOf(triggers);
        virtualTables = List.copyOf(virtualTables);
        tableStatements = List.copyOf(tableStatements);
        otherStatements = List.copyOf(otherStatements);
    }

    /**
     * Finds a table.
     *
     * @param name its name in any case
     * @return the table, if there is one
     */
    public Optional<SourceTable> table(String name) {
        return tables.stream()
                .filter(table -> SqliteSql.same(table.name(), name))
                .findFirst();
    }
}
