package org.liftlock.migration.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as PostgreSQL's catalogue has it.
 *
 * @param name its name
 * @param view whether it is a view
 * @param columns its columns in order
 * @param indexes its indexes by name
 * @param foreignKeys its foreign keys by name
 * @param checks the names of its CHECK constraints
 * @param triggers the names of the triggers that users made and that are enabled
 */
public record TargetTable(
        String name,
        boolean view,
        List<Column> columns,
        Map<String, Index> indexes,
        Map<String, ForeignKey> foreignKeys,
        Set<String> checks,
        Set<String> triggers) {

    /**
     * A column.
     *
     * @param name its name
     * @param type as {@code format_type} gives it
     * @param notNull whether NOT NULL
     * @param identity whether it is an identity column
     * @param generated whether it is computed
     * @param hasDefault whether it has a DEFAULT
     */
    public record Column(
            String name, String type, boolean notNull, boolean identity, boolean generated, boolean hasDefault) {}

    /**
     * An index.
     *
     * @param name its name
     * @param primary whether it is the primary key's
     * @param unique whether it refuses duplicates
     * @param valid whether PostgreSQL uses it
     * @param partial whether it has a condition
     * @param keys the columns of its keys in order, null for an expression
     */
    public record Index(
            String name,
            boolean primary,
            boolean unique,
            boolean valid,
            boolean partial,
            List<@Nullable String> keys) {}

    /**
     * A foreign key.
     *
     * @param columns the child's columns in order
     * @param parent the parent table
     * @param parentColumns the parent's columns in order
     * @param onDelete the action in words
     * @param onUpdate the action in words
     * @param deferrable whether it may be deferred
     * @param deferred whether it is from the start
     */
    public record ForeignKey(
            List<String> columns,
            String parent,
            List<String> parentColumns,
            String onDelete,
            String onUpdate,
            boolean deferrable,
            boolean deferred) {}

    /**
     * The names of its columns.
     *
     * @return a new set
     */
    public Set<String> columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.toSet());
    }

    /**
     * The columns of the primary key.
     *
     * @return the index that is the primary key's, if there is one over plain columns
     */
    public Optional<Index> primaryKey() {
        return indexes.values().stream()
                .filter(index -> index.primary() && !index.keys().contains(null))
                .findFirst();
    }
}
