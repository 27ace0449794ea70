package org.liftlock.migration.plan;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgType;

/**
 * What a user has decided before anything else is planned, so that whatever depends on it follows: keys, foreign keys of
 * other tables, checks, views. Names are looked up as SQLite does.
 *
 * @param relations names in PostgreSQL of tables and views, by their folded names in SQLite
 * @param columns decisions on columns
 * @param skippedTables folded names of tables and views that are left out
 * @param skippedColumns columns that are left out
 */
record Overrides(
        Map<String, String> relations,
        Map<ColumnKey, OfColumn> columns,
        Set<String> skippedTables,
        Set<ColumnKey> skippedColumns) {

    /** Nothing was decided. */
    static final Overrides NONE = new Overrides(Map.of(), Map.of(), Set.of(), Set.of());

    Overrides {
        relations = Map.copyOf(relations);
        columns = Map.copyOf(columns);
        skippedTables = Set.copyOf(skippedTables);
        skippedColumns = Set.copyOf(skippedColumns);
    }

    /**
     * What a user has decided of a column.
     *
     * @param target its name in PostgreSQL, or null
     * @param type its type, or null
     * @param sourceSql what is read for it, or null
     */
    record OfColumn(
            @Nullable String target,
            @Nullable OfType type,
            @Nullable String sourceSql) {}

    /**
     * A type that a user has chosen.
     *
     * @param type the type
     * @param reading what numbers mean, or null
     * @param zone the zone of times without one, or null
     * @param words what single values mean
     */
    record OfType(
            PgType type,
            @Nullable Reading reading,
            @Nullable ZoneId zone,
            ValueWords words) {

        ChosenType chosen() {
            return new ChosenType(type, reading, zone, words, List.of());
        }

        static OfType of(ColumnPlan column) {
            return new OfType(column.type(), column.reading(), column.zone(), column.words());
        }
    }

    Optional<String> relation(String source) {
        return Optional.ofNullable(relations.get(SqliteSql.folded(source)));
    }

    Optional<OfColumn> column(String table, String column) {
        return Optional.ofNullable(columns.get(ColumnKey.of(table, column)));
    }

    boolean skips(String table) {
        return skippedTables.contains(SqliteSql.folded(table));
    }

    boolean skips(String table, String column) {
        return skips(table) || skippedColumns.contains(ColumnKey.of(table, column));
    }

    boolean reads(String table, String column) {
        return column(table, column).map(OfColumn::sourceSql).isPresent();
    }

    /** The same without the tables that are not selected. */
    Overrides selecting(TableSelection selection, SourceSchema schema) {
        Set<String> skipped = schema.tables().stream()
                .map(SourceTable::name)
                .filter(table -> !selection.takes(table))
                .map(SqliteSql::folded)
                .collect(Collectors.toCollection(HashSet::new));
        if (skipped.isEmpty()) {
            return this;
        }
        skipped.addAll(skippedTables);
        return new Overrides(relations, columns, skipped, skippedColumns);
    }

    /** The same without the types of some columns. */
    Overrides withoutTypes(Set<ColumnKey> some) {
        Map<ColumnKey, OfColumn> others = new LinkedHashMap<>(columns);
        others.replaceAll(
                (key, column) -> some.contains(key) ? new OfColumn(column.target(), null, column.sourceSql()) : column);
        return new Overrides(relations, others, skippedTables, skippedColumns);
    }
}
