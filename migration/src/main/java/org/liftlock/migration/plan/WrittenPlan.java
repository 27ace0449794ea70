package org.liftlock.migration.plan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;
import org.liftlock.migration.source.SqliteSql;

/**
 * A plan as it stands in a file, with the lines of its entries. Immutable.
 *
 * <p>What it says is checked by itself, not yet against a database.
 */
public final class WrittenPlan {

    private final Path file;
    private final PlanDocument document;
    private final PlanLines lines;

    /** Where each table stands, by its folded name. */
    private final Map<String, Integer> tables = new HashMap<>();

    private final MigrationPlan plan;
    private final Set<ColumnKey> untyped;

    WrittenPlan(Path file, PlanDocument document, PlanLines lines) {
        this.file = file;
        this.document = document;
        this.lines = lines;
        for (int i = 0; i < document.tables().size(); i++) {
            tables.putIfAbsent(SqliteSql.folded(document.tables().get(i).table()), i);
        }
        PlanReader reader = new PlanReader(this, document);
        this.plan = reader.plan();
        this.untyped = reader.untyped();
    }

    /**
     * The file.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    /**
     * What the file says; the type of a column that is read by an expression and has none is text.
     *
     * @return the plan
     */
    public MigrationPlan plan() {
        return plan;
    }

    /** Whether a column has an expression, but no type. */
    boolean isUntyped(ColumnKey column) {
        return untyped.contains(column);
    }

    /** A failure that names the line of what is at a path. */
    MigrationException refused(String path, String message, String remedy) {
        MigrationException failure = new MigrationException(Cause.INPUT, message, remedy, null)
                .with("file", file)
                .with("line", lines.at(path));
        String entry = entry(path.split("/"));
        return entry.isEmpty() ? failure : failure.with("entry", entry);
    }

    /** The table, column or view that a path leads into. */
    private String entry(String[] steps) {
        if (steps.length < 3 || !steps[2].matches("\\d+")) {
            return "";
        }
        int index = Integer.parseInt(steps[2]);
        switch (steps[1]) {
            case "views":
                return PlanReader.listed(document.views()).get(index).view();
            case "triggers":
                return PlanReader.listed(document.triggers()).get(index).trigger();
            case "fullText":
                return PlanReader.listed(document.fullText()).get(index).virtualTable();
            default:
                break;
        }
        PlanDocument.Table table = document.tables().get(index);
        boolean inColumn = steps.length > 4 && steps[3].equals("columns") && steps[4].matches("\\d+");
        return inColumn
                ? table.table() + "."
                        + PlanReader.listed(table.columns())
                                .get(Integer.parseInt(steps[4]))
                                .column()
                : table.table();
    }

    String tablePath(String table) {
        return "/tables/" + tables.getOrDefault(SqliteSql.folded(table), -1);
    }

    String columnPath(String table, String column) {
        PlanDocument.Table entry = table(table);
        return entry == null
                ? tablePath(table)
                : tablePath(table) + "/columns/"
                        + index(PlanReader.listed(entry.columns()), PlanDocument.Column::column, column);
    }

    private PlanDocument.@Nullable Table table(String name) {
        Integer index = tables.get(SqliteSql.folded(name));
        return index == null ? null : document.tables().get(index);
    }

    /** The path of a key or index by its name in PostgreSQL. */
    String itemPath(String table, String kind, String name) {
        PlanDocument.Table entry = table(table);
        if (entry == null) {
            return tablePath(table);
        }
        int index =
                switch (kind) {
                    case "unique" -> index(PlanReader.listed(entry.unique()), PlanDocument.Key::name, name);
                    case "indexes" -> index(PlanReader.listed(entry.indexes()), PlanDocument.Index::target, name);
                    default -> index(PlanReader.listed(entry.foreignKeys()), PlanDocument.ForeignKey::name, name);
                };
        return tablePath(table) + "/" + kind + "/" + index;
    }

    String viewPath(String view) {
        return "/views/" + index(PlanReader.listed(document.views()), PlanDocument.View::view, view);
    }

    String fullTextPath(String virtualTable) {
        return "/fullText/"
                + index(PlanReader.listed(document.fullText()), PlanDocument.FullText::virtualTable, virtualTable);
    }

    private static <T> int index(List<T> list, Function<T, @Nullable String> name, String wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (SqliteSql.same(wanted, name.apply(list.get(i)))) {
                return i;
            }
        }
        return -1;
    }
}
