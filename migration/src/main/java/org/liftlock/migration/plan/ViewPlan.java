package org.liftlock.migration.plan;

import java.util.List;

/**
 * What becomes of a view.
 *
 * @param source its name in SQLite
 * @param target its name in PostgreSQL
 * @param columns its columns' names in PostgreSQL
 * @param sql its query in PostgreSQL's SQL; {@code ${schema}} stands for the quoted target schema
 */
public record ViewPlan(String source, String target, List<String> columns, String sql) {

    public ViewPlan {
        columns = List.copyOf(columns);
    }
}
