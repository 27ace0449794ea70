package org.liftlock.migration.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.SqliteSql;

/**
 * Keys, indexes, checks and foreign keys of one table by what they are in SQLite, so that those of two plans can be held
 * against each other although names in PostgreSQL differ. For one plan.
 */
final class PlanItems {

    private final MigrationPlan plan;
    private final TablePlan table;

    PlanItems(MigrationPlan plan, TablePlan table) {
        this.plan = plan;
        this.table = table;
    }

    Map<String, KeyPlan> uniques() {
        return numbered(table.uniques(), key -> sources(table, key.columns()));
    }

    Map<String, IndexPlan> indexes() {
        return numbered(table.indexes(), index -> SqliteSql.folded(index.source()));
    }

    /** Those without a name in SQLite are named after the table. */
    Map<String, CheckPlan> checks() {
        String own = table.target() + "_check";
        return numbered(
                table.checks(),
                check -> check.name().startsWith(own)
                        ? "check" + check.name().substring(own.length())
                        : SqliteSql.folded(check.name()).replace("_", ""));
    }

    Map<String, ForeignKeyPlan> foreignKeys() {
        return numbered(table.foreignKeys(), key -> {
            TablePlan parent = plan.tables().stream()
                    .filter(candidate -> candidate.target().equals(key.parent()))
                    .findFirst()
                    .orElse(null);
            String parentWords = parent == null
                    ? key.parent()
                    : SqliteSql.folded(parent.source()) + sources(parent, key.parentColumns());
            return sources(table, key.columns()) + " to " + parentWords;
        });
    }

    private static String sources(TablePlan table, List<String> targets) {
        return targets.stream()
                .map(target -> table.columns().stream()
                        .filter(column -> column.target().equals(target))
                        .map(column -> SqliteSql.folded(column.source()))
                        .findFirst()
                        .orElse(target))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static <T> Map<String, T> numbered(List<T> items, Function<T, String> identity) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T item : items) {
            String wanted = identity.apply(item);
            String free = wanted;
            for (int i = 2; map.containsKey(free); i++) {
                free = wanted + " #" + i;
            }
            map.put(free, item);
        }
        return map;
    }

    /** What a user's item was before the user changed it: the one of the same name, else of the same identity. */
    static <T> Map<T, String> origins(Map<String, T> base, Map<String, T> mine, Function<T, String> name) {
        Map<T, String> origins = new HashMap<>();
        Set<String> found = new HashSet<>();
        for (T item : mine.values()) {
            base.forEach((identity, other) -> {
                if (name.apply(other).equals(name.apply(item)) && found.add(identity)) {
                    origins.put(item, identity);
                }
            });
        }
        mine.forEach((identity, item) -> {
            if (!origins.containsKey(item) && base.containsKey(identity) && found.add(identity)) {
                origins.put(item, identity);
            }
        });
        return origins;
    }

    /** Merges the items of three plans. */
    static <T> List<T> merge(
            Map<String, T> base,
            Map<String, T> mine,
            Map<String, T> fresh,
            Function<T, String> name,
            Merger<T> merger,
            List<T> leftOut) {
        Map<T, String> origins = origins(base, mine, name);
        Map<String, T> byOrigin = new HashMap<>();
        origins.forEach((item, identity) -> byOrigin.put(identity, item));
        List<T> merged = new ArrayList<>();
        fresh.forEach((identity, planned) -> {
            T before = base.get(identity);
            T item = byOrigin.get(identity);
            if (before != null && item != null) {
                merged.add(merger.merge(before, item, planned));
            } else if (before == null) {
                merged.add(planned);
            } else {
                leftOut.add(planned);
            }
        });
        for (T item : mine.values()) {
            String identity = origins.get(item);
            boolean goneUnchanged = identity != null && Objects.equals(base.get(identity), item);
            boolean merges = identity != null && fresh.containsKey(identity);
            boolean equalsNew = identity == null && merged.contains(item);
            if (!goneUnchanged && !merges && !equalsNew) {
                merged.add(item);
            }
        }
        return merged;
    }

    /** Makes one of three. */
    interface Merger<T> {
        T merge(T base, T mine, T fresh);
    }

    /** What the user has changed stays, everything else follows. */
    static <V> @Nullable V pick(@Nullable V base, @Nullable V mine, @Nullable V fresh) {
        return Objects.equals(base, mine) ? fresh : mine;
    }
}
