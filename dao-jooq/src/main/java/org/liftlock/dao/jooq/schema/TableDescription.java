package org.liftlock.dao.jooq.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One table. Immutable and sorted: neither the order of columns nor that of keys is part of what a table means.
 *
 * @param name its name; ASCII letters are made lower case
 * @param columns its columns
 * @param primaryKey the columns of its primary key, empty where there is none
 * @param uniqueKeys the columns of each unique key; those over expressions, over some rows only, or without regard to case
 *     are not described
 * @param foreignKeys its foreign keys
 */
public record TableDescription(
        String name,
        List<ColumnDescription> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<ForeignKeyDescription> foreignKeys) {

    /**
     * Sorts the values, and leaves out what is said twice.
     *
     * @param name its name
     * @param columns its columns
     * @param primaryKey the columns of its primary key
     * @param uniqueKeys the columns of each unique key
     * @param foreignKeys its foreign keys
     * @throws IllegalArgumentException if two columns have one name
     */
    public TableDescription {
        name = SchemaNames.folded(name);
        SortedMap<String, ColumnDescription> byName = new TreeMap<>();
        for (ColumnDescription column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("Two columns of one name: " + name + "." + column.name());
            }
        }
        columns = List.copyOf(byName.values());
        primaryKey = sorted(primaryKey);
        List<List<String>> keys = new ArrayList<>();
        for (List<String> key : uniqueKeys) {
            List<String> sorted = sorted(key);
            if (!sorted.equals(primaryKey) && !keys.contains(sorted)) {
                keys.add(sorted);
            }
        }
        keys.sort(Comparator.comparing(SchemaNames::list));
        uniqueKeys = List.copyOf(keys);
        foreignKeys = foreignKeys.stream()
                .distinct()
                .sorted(Comparator.comparing(key -> SchemaNames.list(key.columns()) + key.targetText()))
                .toList();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().map(SchemaNames::folded).sorted().toList();
    }
}
