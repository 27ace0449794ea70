package org.liftlock.migration.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.Overrides.OfColumn;
import org.liftlock.migration.plan.Overrides.OfType;
import org.liftlock.migration.plan.TypeGroups.ColumnKey;

/**
 * Finds in a plan what the user has decided: what is not as it was planned, and what was the user's already. For one plan.
 */
final class OverrideReader {

    private final WrittenPlan written;
    private final MigrationPlan mine;
    private final MigrationPlan base;
    private final MigrationPlan defaults;
    private final boolean knowsWhatWasThere;
    private final Set<ColumnKey> unmarked = new HashSet<>();

    /**
     * Holds three plans against each other.
     *
     * @param base what Liftlock had planned when the user got the plan
     * @param defaults what it plans now if the user has decided nothing, with names in the base's style
     * @param knowsWhatWasThere whether what is missing in the plan was taken out of it, not added to the database since
     */
    OverrideReader(WrittenPlan written, MigrationPlan base, MigrationPlan defaults, boolean knowsWhatWasThere) {
        this.written = written;
        this.mine = written.plan();
        this.base = base;
        this.defaults = defaults;
        this.knowsWhatWasThere = knowsWhatWasThere;
    }

    /** Columns with other types than planned that are not marked as the user's: they may follow from what is. */
    Set<ColumnKey> unmarked() {
        return unmarked;
    }

    Overrides overrides() {
        Map<String, String> relations = new HashMap<>();
        Map<ColumnKey, OfColumn> columns = new LinkedHashMap<>();
        Set<String> skippedTables = new HashSet<>();
        Set<ColumnKey> skippedColumns = new HashSet<>();
        mine.skippedTables().forEach(table -> skippedTables.add(Planner.key(table)));
        mine.skippedViews().forEach(view -> skippedTables.add(Planner.key(view)));
        for (TablePlan table : defaults.tables()) {
            TablePlan own = mine.table(table.source()).orElse(null);
            TablePlan before = base.table(table.source()).orElse(null);
            if (own == null) {
                // What was not there when the plan was made cannot have been taken out of it.
                if (before != null && knowsWhatWasThere) {
                    skippedTables.add(Planner.key(table.source()));
                }
                continue;
            }
            if (!own.target().equals(table.target())) {
                relations.put(Planner.key(table.source()), own.target());
            }
            own.skippedColumns().forEach(column -> skippedColumns.add(ColumnKey.of(table.source(), column)));
            for (ColumnPlan column : table.columns()) {
                ColumnKey key = ColumnKey.of(table.source(), column.source());
                ColumnPlan now = PlanMerge.column(own, column.source()).orElse(null);
                ColumnPlan was = before == null
                        ? null
                        : PlanMerge.column(before, column.source()).orElse(null);
                if (now != null) {
                    column(key, now, was == null ? column : was, column).ifPresent(found -> columns.put(key, found));
                } else if (was != null && knowsWhatWasThere) {
                    skippedColumns.add(key);
                }
            }
        }
        for (ViewPlan view : defaults.views()) {
            ViewPlan own = PlanMerge.view(mine, view.source()).orElse(null);
            if (own != null && !own.target().equals(view.target())) {
                relations.put(Planner.key(view.source()), own.target());
            } else if (own == null
                    && knowsWhatWasThere
                    && PlanMerge.view(base, view.source()).isPresent()) {
                skippedTables.add(Planner.key(view.source()));
            }
        }
        return new Overrides(relations, columns, skippedTables, skippedColumns);
    }

    private Optional<OfColumn> column(ColumnKey key, ColumnPlan now, ColumnPlan was, ColumnPlan byDefault) {
        String target = now.target().equals(byDefault.target()) ? null : now.target();
        OfType type = type(key, now, was, byDefault);
        return target == null && type == null && now.sourceSql() == null
                ? Optional.empty()
                : Optional.of(new OfColumn(target, type, now.sourceSql()));
    }

    private @Nullable OfType type(ColumnKey key, ColumnPlan now, ColumnPlan was, ColumnPlan byDefault) {
        OfType chosen = OfType.of(now);
        if (written.isUntyped(key)) {
            return null;
        }
        if (!chosen.equals(OfType.of(was))) {
            boolean backToDefault = now.sourceSql() == null && chosen.equals(OfType.of(byDefault)) && !now.byUser();
            if (!now.byUser() && !backToDefault) {
                unmarked.add(key);
            }
            return backToDefault ? null : chosen;
        }
        // Until a plan was written with the expression, the type is that of the column as it is.
        boolean asBefore = was.sourceSql() != null || now.sourceSql() == null;
        boolean givenBack = was.byUser() && !now.byUser();
        if (was.byUser() && asBefore && !givenBack) {
            return chosen;
        }
        boolean markedForItself = now.byUser()
                && now.sourceSql() == null
                && now.target().equals(byDefault.target())
                && now.notNull() == was.notNull()
                && now.identity() == was.identity()
                && Objects.equals(now.defaultSql(), was.defaultSql())
                && Objects.equals(now.generatedSql(), was.generatedSql());
        return markedForItself ? chosen : null;
    }
}
