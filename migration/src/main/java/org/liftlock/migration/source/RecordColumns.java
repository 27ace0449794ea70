package org.liftlock.migration.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the wanted columns stand in the records of a table, if no more than these is needed to know their values.
 *
 * @param width how many columns a record has at most
 * @param places for each wanted column its place in the record, or {@link #ROWID}
 * @param reals for each wanted column whether whole numbers in it are reals (sqlite.org/datatype3.html section 3.2)
 * @param complete how many columns a record must have at least, since SQLite knows what stands for missing ones
 */
record RecordColumns(int width, int[] places, boolean[] reals, int complete) {

    static final int ROWID = -1;

    private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");

    /**
     * Looks for columns in a table.
     *
     * @param table the table
     * @param selected what is wanted of each row, in SQL
     * @return nothing if SQLite has to compute something
     */
    static Optional<RecordColumns> of(SourceTable table, List<String> selected) {
        if (table.withoutRowid() || selected.isEmpty()) {
            return Optional.empty();
        }
        int[] places = new int[selected.size()];
        boolean[] reals = new boolean[selected.size()];
        int complete = 0;
        for (int i = 0; i < places.length; i++) {
            SourceColumn column = named(table, selected.get(i));
            boolean isRowid = column == null
                    ? isRowidName(table, selected.get(i))
                    : SqliteSql.same(column.name(), table.rowidAlias());
            if (isRowid) {
                places[i] = ROWID;
                continue;
            }
            if (column == null
                    || column.generation() == SourceColumn.Generation.VIRTUAL
                    || !isAscii(column.declaredType())) {
                return Optional.empty();
            }
            places[i] = place(table, column);
            reals[i] = column.affinity() == Affinity.REAL;
            if (column.defaultSql() != null || column.isGenerated()) {
                complete = Math.max(complete, places[i] + 1);
            }
        }
        return Optional.of(new RecordColumns(place(table, null), places, reals, complete));
    }

    private static @Nullable SourceColumn named(SourceTable table, String expression) {
        for (SourceColumn column : table.columns()) {
            if (SqliteSql.name(column.name()).equals(expression)) {
                return column;
            }
        }
        return null;
    }

    private static boolean isRowidName(SourceTable table, String expression) {
        return ROWID_NAMES.contains(expression.toLowerCase(Locale.ROOT))
                && table.column(expression).isEmpty();
    }

    /** Virtual columns are in no record. Without a column, the place behind the last one. */
    private static int place(SourceTable table, @Nullable SourceColumn wanted) {
        int place = 0;
        for (SourceColumn column : table.columns()) {
            if (column == wanted) {
                break;
            }
            place += column.generation() == SourceColumn.Generation.VIRTUAL ? 0 : 1;
        }
        return place;
    }

    /** Beyond ASCII, SQLite and Java do not agree on what upper case is. */
    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
