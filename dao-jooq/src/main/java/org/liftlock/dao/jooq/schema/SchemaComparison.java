package org.liftlock.dao.jooq.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds in what two schemas differ. For one comparison. */
final class SchemaComparison {

    private static final String NONE = "none";

    private final Set<String> ignored;
    private final List<SchemaDifference> differences = new ArrayList<>();

    SchemaComparison(Set<String> ignored) {
        this.ignored = ignored;
    }

    List<SchemaDifference> compare(SchemaDescription expected, SchemaDescription found) {
        SortedMap<String, TableDescription> left = byName(expected.tables(), TableDescription::name);
        SortedMap<String, TableDescription> right = byName(found.tables(), TableDescription::name);
        for (String name : union(left.keySet(), right.keySet())) {
            TableDescription table = left.get(name);
            TableDescription other = right.get(name);
            if (ignored.contains(name)) {
                continue;
            }
            if (table == null) {
                differ(name, "no such table", "one");
            } else if (other == null) {
                differ(name, "a table", NONE);
            } else {
                compareColumns(table, other);
                compareKeys(table, other);
                compareForeignKeys(table, other);
            }
        }
        return differences;
    }

    private void compareColumns(TableDescription table, TableDescription other) {
        SortedMap<String, ColumnDescription> left = byName(table.columns(), ColumnDescription::name);
        SortedMap<String, ColumnDescription> right = byName(other.columns(), ColumnDescription::name);
        for (String name : union(left.keySet(), right.keySet())) {
            ColumnDescription expected = left.get(name);
            ColumnDescription found = right.get(name);
            if (!isIgnored(table, name) && (expected == null || found == null || !expected.agreesWith(found))) {
                differ(table.name() + "." + name, text(expected), text(found));
            }
        }
    }

    private static String text(@Nullable ColumnDescription column) {
        return column == null ? "no such column" : column.typeText();
    }

    private void compareKeys(TableDescription table, TableDescription other) {
        if (!table.primaryKey().equals(other.primaryKey())
                && !hasIgnored(table, table.primaryKey())
                && !hasIgnored(table, other.primaryKey())) {
            differ(table.name(), primaryKey(table), primaryKey(other));
        }
        for (List<String> key : table.uniqueKeys()) {
            if (!other.uniqueKeys().contains(key) && !hasIgnored(table, key)) {
                differ(table.name(), "unique " + SchemaNames.list(key), NONE);
            }
        }
        for (List<String> key : other.uniqueKeys()) {
            if (!table.uniqueKeys().contains(key) && !hasIgnored(table, key)) {
                differ(table.name(), "no unique key", "unique " + SchemaNames.list(key));
            }
        }
    }

    private static String primaryKey(TableDescription table) {
        return table.primaryKey().isEmpty() ? "no primary key" : "primary key " + SchemaNames.list(table.primaryKey());
    }

    private void compareForeignKeys(TableDescription table, TableDescription other) {
        SortedMap<String, List<ForeignKeyDescription>> left = byColumns(table);
        SortedMap<String, List<ForeignKeyDescription>> right = byColumns(other);
        for (String columns : union(left.keySet(), right.keySet())) {
            List<ForeignKeyDescription> expected = left.getOrDefault(columns, List.of());
            List<ForeignKeyDescription> found = right.getOrDefault(columns, List.of());
            if (!expected.equals(found)) {
                differ(table.name() + " " + columns, text(expected), text(found));
            }
        }
    }

    private static String text(List<ForeignKeyDescription> keys) {
        return keys.isEmpty()
                ? "no foreign key"
                : keys.stream().map(ForeignKeyDescription::targetText).collect(Collectors.joining(" and "));
    }

    private SortedMap<String, List<ForeignKeyDescription>> byColumns(TableDescription table) {
        return table.foreignKeys().stream()
                .filter(key -> !hasIgnored(table, key.columns())
                        && !ignored.contains(key.table())
                        && key.targets().stream().noneMatch(target -> ignored.contains(key.table() + "." + target)))
                .collect(Collectors.groupingBy(
                        key -> SchemaNames.list(key.columns()), TreeMap::new, Collectors.toList()));
    }

    private boolean isIgnored(TableDescription table, String column) {
        return ignored.contains(table.name() + "." + column);
    }

    private boolean hasIgnored(TableDescription table, List<String> columns) {
        return columns.stream().anyMatch(column -> isIgnored(table, column));
    }

    private void differ(String place, String expected, String found) {
        differences.add(new SchemaDifference(place, expected, found));
    }

    private static <T> SortedMap<String, T> byName(List<T> items, Function<T, String> name) {
        SortedMap<String, T> map = new TreeMap<>();
        items.forEach(item -> map.put(name.apply(item), item));
        return map;
    }

    private static SortedSet<String> union(Collection<String> left, Collection<String> right) {
        SortedSet<String> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
    }
}
