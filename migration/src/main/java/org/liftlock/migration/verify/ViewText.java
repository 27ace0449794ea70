package org.liftlock.migration.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceView;

/** Says by their SQL which views cannot be held against each other as they are. Immutable. */
final class ViewText {

    /** What gives something else each time. */
    private static final Pattern MOMENT = Pattern.compile(
            "\\b(random|randomblob|changes|total_changes|last_insert_rowid|current_timestamp|current_date|current_time)\\b"
                    + "|'now'|'localtime'");

    /** What depends on an order that the query need not say. */
    private static final Pattern ORDER = Pattern.compile(
            "\\b(group_concat|string_agg|json_group_array|json_group_object|limit|row_number|first_value|last_value"
                    + "|nth_value|lag|lead|ntile)\\b");

    private final List<SourceView> views;
    private final MigrationPlan plan;

    ViewText(List<SourceView> views, MigrationPlan plan) {
        this.views = List.copyOf(views);
        this.plan = plan;
    }

    /** Why the values of a view are not to be compared, if so. */
    Optional<String> whyNotComparable(String view) {
        String text = whole(view);
        Matcher moment = MOMENT.matcher(text);
        if (moment.find()) {
            return Optional.of("it uses " + moment.group() + ", which gives something else each time or place");
        }
        return plan.tables().stream()
                .filter(ViewText::readsOtherwise)
                .map(TablePlan::source)
                .filter(table -> mentions(text, table))
                .findFirst()
                .map(table -> "the plan gives values of table " + table + " another meaning");
    }

    /** What in a view may give other values though all rows are the same, if anything. */
    Optional<String> whatIsLeftOpen(String view) {
        Matcher order = ORDER.matcher(whole(view));
        return order.find() ? Optional.of(order.group()) : Optional.empty();
    }

    private static boolean readsOtherwise(TablePlan table) {
        return table.columns().stream()
                .anyMatch(
                        column -> column.sourceSql() != null || !column.words().isEmpty());
    }

    private static boolean mentions(String text, String name) {
        return text.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The SQL of a view and of those that it reads, in lower case. */
    private String whole(String view) {
        StringBuilder text = new StringBuilder();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(view.toLowerCase(Locale.ROOT)));
        while (!open.isEmpty()) {
            String name = open.pop();
            for (SourceView found : views) {
                if (found.name().toLowerCase(Locale.ROOT).equals(name) && seen.add(name)) {
                    String sql = found.sql().toLowerCase(Locale.ROOT);
                    text.append(sql).append('\n');
                    views.stream()
                            .map(other -> other.name().toLowerCase(Locale.ROOT))
                            .filter(sql::contains)
                            .forEach(open::push);
                }
            }
        }
        return text.toString();
    }
}
