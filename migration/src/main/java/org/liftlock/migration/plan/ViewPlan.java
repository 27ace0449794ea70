package org.liftlock.migration.plan;

import java.util.List;

/**
 * What becomes of a view.
 *
 * @param source its name in SQLite
 * @param target its name in PostgreSQL
 * @param columns its columns' names in PostgreSQL
 * @param sql its query in PostgreSQL's SQL; {@code ${schema}} stands for the quoted target schema
 * @param byUser whether the user gave it its name
 */
public record ViewPlan(String source, String target, List<String> columns, String sql, boolean byUser) {

    public ViewPlan {
        columns = List.copyOf(columns);
    }

    /**
     * A view with the name that Liftlock gave it.
     *
     * @param source its name in SQLite
     * @param target its name in PostgreSQL
     * @param columns its columns' names in PostgreSQL
     * @param sql its query in PostgreSQL's SQL; {@code ${schema}} stands for the quoted target schema
     */
    public ViewPlan(String source, String target, List<String> columns, String sql) {
        this(source, target, columns, sql, false);
    }
}
