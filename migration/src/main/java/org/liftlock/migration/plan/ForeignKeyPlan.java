package org.liftlock.migration.plan;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name its name in PostgreSQL
 * @param columns the child's target names in order
 * @param parent the parent's target name
 * @param parentColumns the parent's target names in order
 * @param onDelete the action, for instance {@code CASCADE}
 * @param onUpdate the action
 * @param deferrable {@code DEFERRABLE …} or the empty string
 * @param orphans what becomes of rows that break it
 */
public record ForeignKeyPlan(
        String name,
        List<String> columns,
        String parent,
        List<String> parentColumns,
        String onDelete,
        String onUpdate,
        String deferrable,
        OrphanPolicy orphans) {

    public ForeignKeyPlan {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
