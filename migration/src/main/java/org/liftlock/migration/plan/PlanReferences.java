package org.liftlock.migration.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requires that keys name tables and columns that a plan has, and no name stands twice. For one plan. */
final class PlanReferences {

    private final WrittenPlan written;
    private final MigrationPlan plan;

    PlanReferences(WrittenPlan written, MigrationPlan plan) {
        this.written = written;
        this.plan = plan;
    }

    void require() {
        Map<String, String> relations = new HashMap<>();
        for (TablePlan table : plan.tables()) {
            String path = written.tablePath(table.source());
            once(relations, table.target(), path + "/target");
            Map<String, String> columns = new HashMap<>();
            table.columns()
                    .forEach(column -> once(
                            columns, column.target(), written.columnPath(table.source(), column.source()) + "/target"));
            KeyPlan primaryKey = table.primaryKey();
            if (primaryKey != null) {
                once(relations, primaryKey.name(), path + "/primaryKey/name");
                columns(table, primaryKey.columns(), path + "/primaryKey/columns");
            }
            for (KeyPlan key : table.uniques()) {
                String at = written.itemPath(table.source(), "unique", key.name());
                once(relations, key.name(), at + "/name");
                columns(table, key.columns(), at + "/columns");
            }
            table.indexes()
                    .forEach(index -> once(
                            relations,
                            index.target(),
                            written.itemPath(table.source(), "indexes", index.target()) + "/target"));
            for (ForeignKeyPlan key : table.foreignKeys()) {
                String at = written.itemPath(table.source(), "foreignKeys", key.name());
                columns(table, key.columns(), at + "/columns");
                TablePlan parent = plan.tables().stream()
                        .filter(candidate -> candidate.target().equals(key.parent()))
                        .findFirst()
                        .orElseThrow(() -> unknown(
                                at + "/parent",
                                key.parent(),
                                plan.tables().stream().map(TablePlan::target)));
                columns(parent, key.parentColumns(), at + "/parentColumns");
            }
        }
        for (FullTextPlan offer : plan.fullText()) {
            String path = written.fullTextPath(offer.source());
            if (offer.index()) {
                once(relations, offer.target(), path + "/target");
                plan.table(offer.table()).ifPresent(table -> columns(table, offer.columns(), path + "/columns"));
            }
        }
        plan.views().forEach(view -> once(relations, view.target(), written.viewPath(view.source()) + "/target"));
    }

    private void columns(TablePlan table, List<String> names, String path) {
        for (String name : names) {
            if (table.columns().stream().noneMatch(column -> column.target().equals(name))) {
                throw unknown(path, name, table.columns().stream().map(ColumnPlan::target));
            }
        }
    }

    private RuntimeException unknown(String path, String name, Stream<String> known) {
        return PlanWords.nearest(
                        written.refused(
                                path,
                                "The plan has a key that goes over what the plan has not",
                                "Write names as they are in PostgreSQL, or take the key out"),
                        name,
                        known.toList())
                .with("name", name);
    }

    private void once(Map<String, String> names, String name, String path) {
        if (names.putIfAbsent(name, path) != null) {
            throw written.refused(path, "The plan gives one name twice", "Choose another for one of them")
                    .with("name", name);
        }
    }
}
