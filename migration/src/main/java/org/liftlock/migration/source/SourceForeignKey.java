package org.liftlock.migration.source;

import java.util.List;

/**
 * A foreign key as declared; its parent may not exist.
 *
 * @param columns the child's columns in order
 * @param parentTable the parent's name as declared
 * @param parentColumns the parent's columns; its primary key where none are declared; empty if that cannot be told
 * @param onDelete {@code NO ACTION}, {@code RESTRICT}, {@code CASCADE}, {@code SET NULL} or {@code SET DEFAULT}
 * @param onUpdate likewise
 * @param deferrability how it is checked
 */
public record SourceForeignKey(
        List<String> columns,
        String parentTable,
        List<String> parentColumns,
        String onDelete,
        String onUpdate,
        Deferrability deferrability) {

    /** When a foreign key is checked. */
    public enum Deferrability {
        NOT_DEFERRABLE,
        DEFERRABLE_INITIALLY_IMMEDIATE,
        DEFERRABLE_INITIALLY_DEFERRED
    }

    public SourceForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
