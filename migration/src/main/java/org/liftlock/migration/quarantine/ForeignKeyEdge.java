package org.liftlock.migration.quarantine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.ForeignKeyPlan;
import org.liftlock.migration.plan.OrphanPolicy;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceForeignKey;
import org.liftlock.migration.source.SqliteSql;

/**
 * A foreign key between two tables of the source, as SQL asks for it. Keys are compared the way SQLite's own check does: by
 * the parent's affinity and collation (sqlite.org/foreignkeys.html, section 3).
 *
 * @param child the table that refers
 * @param parent the table that it refers to
 * @param key the planned key
 * @param policy what becomes of the rows that break it
 */
record ForeignKeyEdge(AsideTable child, AsideTable parent, ForeignKeyPlan key, OrphanPolicy policy) {

    /** Whether a column of the key is not read as it is stored, so that the profile knows nothing of its orphans. */
    boolean readsOther() {
        return Stream.concat(
                        sources(child.plan(), key.columns()).stream(),
                        sources(parent.plan(), key.parentColumns()).stream())
                .anyMatch(column -> column.sourceSql() != null);
    }

    /** The child's columns by their names in SQLite. */
    List<String> columns() {
        return sources(child.plan(), key.columns()).stream()
                .map(ColumnPlan::source)
                .toList();
    }

    /** Whether it is what became of a key in SQLite. */
    boolean isOf(SourceForeignKey other) {
        return SqliteSql.same(other.parentTable(), parent.source().name())
                && folded(other.columns()).equals(folded(columns()))
                && folded(other.parentColumns()).equals(folded(parentColumns()));
    }

    /** The parent's columns by their names in SQLite. */
    List<String> parentColumns() {
        return sources(parent.plan(), key.parentColumns()).stream()
                .map(ColumnPlan::source)
                .toList();
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqliteSql::folded).toList();
    }

    /** {@code FROM … WHERE …}: child rows whose key is complete. */
    String complete() {
        return " FROM " + child.rows(selected(child.plan(), key.columns())) + " AS c WHERE "
                + each(i -> "c.k" + i + " IS NOT NULL");
    }

    /** That the parent is there; {@code andParent} says more of it, as {@code p}. */
    String parentExists(String andParent) {
        return "EXISTS (SELECT 1 FROM " + parent.rows(selected(parent.plan(), key.parentColumns())) + " AS p WHERE "
                + each(i -> "p.k" + i + " = c.k" + i) + andParent + ")";
    }

    private String each(IntFunction<String> condition) {
        return IntStream.range(0, key.columns().size()).mapToObj(condition).collect(Collectors.joining(" AND "));
    }

    private static List<String> selected(TablePlan plan, List<String> targets) {
        return sources(plan, targets).stream().map(ColumnPlan::selectSql).toList();
    }

    private static List<ColumnPlan> sources(TablePlan plan, List<String> targets) {
        List<ColumnPlan> columns = new ArrayList<>();
        for (String target : targets) {
            plan.columns().stream()
                    .filter(column -> column.target().equals(target))
                    .forEach(columns::add);
        }
        return columns;
    }
}
