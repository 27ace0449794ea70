package org.liftlock.migration.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;

/** Answers by name what would otherwise be sought through all tables for each of them. Immutable. */
final class SchemaLookup {

    private final Map<String, SourceTable> tables = new HashMap<>();
    private final Map<String, Set<Set<String>>> referenced = new HashMap<>();

    SchemaLookup(SourceSchema schema) {
        for (SourceTable table : schema.tables()) {
            tables.put(Planner.key(table.name()), table);
            for (SourceForeignKey key : table.foreignKeys()) {
                referenced
                        .computeIfAbsent(Planner.key(key.parentTable()), parent -> new HashSet<>())
                        .add(folded(key.parentColumns()));
            }
        }
    }

    @Nullable
    SourceTable table(String name) {
        return tables.get(Planner.key(name));
    }

    /** Whether a foreign key of any table names just these columns, in any order. */
    boolean isReferenced(String table, List<String> columns) {
        return referenced.getOrDefault(Planner.key(table), Set.of()).contains(folded(columns));
    }

    static Set<String> folded(List<String> names) {
        Set<String> folded = new TreeSet<>();
        names.forEach(name -> folded.add(Planner.key(name)));
        return folded;
    }
}
