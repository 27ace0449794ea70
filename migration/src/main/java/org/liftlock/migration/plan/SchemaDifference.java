package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SourceView;

/** Says which objects a plan and a schema do not share, as far as a plan can tell. */
final class SchemaDifference {

    private SchemaDifference() {}

    static String describe(MigrationPlan plan, SourceSchema schema) {
        List<String> differences = new ArrayList<>();
        compare(
                "table",
                plan.tables().stream().map(TablePlan::source).toList(),
                schema.tables().stream().map(SourceTable::name).toList(),
                differences);
        for (TablePlan table : plan.tables()) {
            schema.table(table.source())
                    .ifPresent(other -> compare(
                            "column",
                            table.columns().stream()
                                    .map(column -> table.source() + "." + column.source())
                                    .toList(),
                            other.columns().stream()
                                    .map(SourceColumn::name)
                                    .map(name -> other.name() + "." + name)
                                    .toList(),
                            differences));
        }
        compare(
                "view",
                plan.views().stream().map(ViewPlan::source).toList(),
                schema.views().stream()
                        .filter(view -> view.error() == null)
                        .map(SourceView::name)
                        .toList(),
                differences);
        return differences.isEmpty()
                ? "a type, constraint, index, view or trigger was changed"
                : differences.stream().limit(10).collect(Collectors.joining("; "));
    }

    private static void compare(String kind, List<String> planned, List<String> there, List<String> differences) {
        Set<String> gone = new TreeSet<>(planned);
        there.forEach(gone::remove);
        gone.forEach(name -> differences.add(kind + " " + name + " is gone"));
        Set<String> added = new TreeSet<>(there);
        planned.forEach(added::remove);
        added.forEach(name -> differences.add(kind + " " + name + " is new"));
    }
}
