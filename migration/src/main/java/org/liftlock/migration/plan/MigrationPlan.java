package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liftlock.migration.source.SqliteSql;

/**
 * What becomes of a database: everything needed to build, fill and prove its counterpart.
 *
 * @param toolVersion the version of Liftlock that made it
 * @param schemaHash the hash of the source's schema
 * @param options the policies that it follows
 * @param tables in the order of the source
 * @param views in an order in which each finds those that it reads
 * @param skippedTables the tables in SQLite that the user leaves out
 * @param skippedViews the views in SQLite that the user leaves out
 * @param triggers in the order of the source
 * @param fullText what may take the place of full text tables
 */
public record MigrationPlan(
        String toolVersion,
        String schemaHash,
        PlanOptions options,
        List<TablePlan> tables,
        List<ViewPlan> views,
        List<String> skippedTables,
        List<String> skippedViews,
        List<TriggerPlan> triggers,
        List<FullTextPlan> fullText) {

    /** The version of the file format. */
    public static final int FORMAT = 1;

    public MigrationPlan {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        skippedTables = List.copyOf(skippedTables);
        skippedViews = List.copyOf(skippedViews);
        triggers = List.copyOf(triggers);
        fullText = List.copyOf(fullText);
    }

    /**
     * A plan that leaves no table and no view out and has neither triggers nor full text.
     *
     * @param toolVersion the version of Liftlock that made it
     * @param schemaHash the hash of the source's schema
     * @param options the policies that it follows
     * @param tables in the order of the source
     * @param views in an order in which each finds those that it reads
     */
    public MigrationPlan(
            String toolVersion, String schemaHash, PlanOptions options, List<TablePlan> tables, List<ViewPlan> views) {
        this(toolVersion, schemaHash, options, tables, views, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Finds a table.
     *
     * @param source its name in SQLite
     * @return the table, if it is migrated
     */
    public Optional<TablePlan> table(String source) {
        return tables.stream()
                .filter(table -> SqliteSql.same(table.source(), source))
                .findFirst();
    }

    /**
     * What is named by the plan in the one space of names that tables, views, indexes and constraints' indexes share.
     *
     * @return names in the target schema
     */
    public List<String> targetNames() {
        List<String> names = new ArrayList<>();
        for (TablePlan table : tables) {
            names.add(table.target());
            table.indexes().forEach(index -> names.add(index.target()));
            table.uniques().forEach(key -> names.add(key.name()));
            if (table.primaryKey() != null) {
                names.add(table.primaryKey().name());
            }
        }
        views.stream().map(ViewPlan::target).forEach(names::add);
        fullText.stream().filter(FullTextPlan::index).map(FullTextPlan::target).forEach(names::add);
        return names;
    }
}
