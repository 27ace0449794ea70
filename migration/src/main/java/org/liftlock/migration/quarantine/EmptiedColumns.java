package org.liftlock.migration.quarantine;

import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.TablePlan;

/** Which columns of a foreign key can become NULL: one is enough to settle it (SQL's MATCH SIMPLE). Stateless. */
final class EmptiedColumns {

    private EmptiedColumns() {}

    /** All of the key that allow NULL, belong to no key of the table's own, and have no rows that refer to them. */
    static List<String> of(ForeignKeyEdge edge, List<ForeignKeyEdge> all) {
        TablePlan table = edge.child().plan();
        List<String> columns = table.columns().stream()
                .filter(column -> edge.key().columns().contains(column.target()))
                .filter(column ->
                        !column.notNull() && !isKey(table, column) && !isReferredTo(edge.child(), column, all))
                .map(ColumnPlan::source)
                .toList();
        if (columns.isEmpty()) {
            throw new MigrationException(
                            Cause.INPUT,
                            "Rows cannot get NULL in a foreign key whose columns are NOT NULL, belong to another key or are referred to by one",
                            "Write orphans: keep or orphans: quarantine for it",
                            null)
                    .with("table", table.source())
                    .with("foreign key", edge.key().name());
        }
        return columns;
    }

    private static boolean isReferredTo(AsideTable table, ColumnPlan column, List<ForeignKeyEdge> all) {
        return all.stream()
                .anyMatch(edge ->
                        edge.parent() == table && edge.key().parentColumns().contains(column.target()));
    }

    private static boolean isKey(TablePlan table, ColumnPlan column) {
        return table.primaryKey() != null && table.primaryKey().columns().contains(column.target())
                || table.uniques().stream().anyMatch(key -> key.columns().contains(column.target()));
    }
}
