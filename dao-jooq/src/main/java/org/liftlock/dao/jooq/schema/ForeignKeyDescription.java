package org.liftlock.dao.jooq.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One foreign key. Immutable.
 *
 * @param columns the columns that refer, sorted by name
 * @param table the table that is referred to
 * @param targets the columns that are referred to, in the order of {@code columns}
 * @param onDelete what happens when the other row is deleted
 * @param onUpdate what happens when the other row's key changes
 */
public record ForeignKeyDescription(
        List<String> columns,
        String table,
        List<String> targets,
        ForeignKeyAction onDelete,
        ForeignKeyAction onUpdate) {

    /**
     * Sorts the columns, with their targets, by name.
     *
     * @param columns the columns that refer
     * @param table the table that is referred to
     * @param targets the columns that are referred to, one for each
     * @param onDelete what happens when the other row is deleted
     * @param onUpdate what happens when the other row's key changes
     * @throws IllegalArgumentException if there is not one target for each column
     */
    public ForeignKeyDescription {
        if (columns.isEmpty() || columns.size() != targets.size()) {
            throw new IllegalArgumentException("A foreign key needs one target for each of its columns");
        }
        table = SchemaNames.folded(table);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(new Pair(SchemaNames.folded(columns.get(i)), SchemaNames.folded(targets.get(i))));
        }
        pairs.sort(Comparator.comparing(Pair::column).thenComparing(Pair::target));
        columns = pairs.stream().map(Pair::column).toList();
        targets = pairs.stream().map(Pair::target).toList();
    }

    /** Without its columns: {@code references artist (id) on delete cascade}. */
    String targetText() {
        return "references " + SchemaNames.text(table) + " " + SchemaNames.list(targets)
                + (onDelete == ForeignKeyAction.NO_ACTION ? "" : " on delete " + onDelete.words())
                + (onUpdate == ForeignKeyAction.NO_ACTION ? "" : " on update " + onUpdate.words());
    }

    private record Pair(String column, String target) {}
}
