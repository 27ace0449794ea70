package org.liftlock.migration.plan;

import java.util.List;

/**
 * A primary key or a unique constraint over plain columns.
 *
 * @param name its name in PostgreSQL
 * @param columns target names in key order
 */
public record KeyPlan(String name, List<String> columns) {

    public KeyPlan {
        columns = List.copyOf(columns);
    }
}
