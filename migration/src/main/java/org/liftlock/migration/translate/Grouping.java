package org.liftlock.migration.translate;

import java.util.List;
import java.util.Set;

/**
 * How a SELECT groups its rows, and what SQLite gives for a column that is neither grouped nor aggregated: that of one row
 * of the group, the one with the extreme if there is a single max() or min().
 *
 * @param keys SQL of what is grouped by
 * @param order {@code ORDER BY} of the row to take, or empty
 * @param determined sources whose whole key is grouped by, so that all rows of a group are the same row of theirs
 */
record Grouping(Set<String> keys, String order, List<Scope.Source> determined) {

    boolean hasExpressions() {
        return keys.stream().anyMatch(key -> key.contains("("));
    }

    Expr bare(Expr column, Scope.Source source, Context context) {
        if (keys.contains(column.sql())) {
            return column;
        }
        if (!determined.contains(source)) {
            context.note(
                    "a column that is neither grouped nor aggregated comes from one row of the group, and if several"
                            + " qualify not surely from the row that SQLite takes");
        }
        String separator = order.isEmpty() ? "" : " ";
        return column.withSql("(array_agg(" + column.sql() + separator + order + "))[1]")
                .withBinary(false);
    }
}
