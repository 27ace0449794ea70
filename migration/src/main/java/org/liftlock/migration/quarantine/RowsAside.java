package org.liftlock.migration.quarantine;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.source.SqliteSql;

/**
 * Which rows of a source are set aside, which stay behind because the target keeps its own, and in which the columns of a
 * foreign key are read as NULL. Immutable and thread-safe; its conditions hold in every reader of the source for which it
 * was made.
 */
public final class RowsAside {

    /** Every row is read as it is. */
    public static final RowsAside NONE =
            new RowsAside(Map.of(), Map.of(), Map.of(), Map.of(), false, Set.of(), List.of());

    private final Map<String, Listed> setAside;
    private final Map<String, Listed> refused;
    private final Map<String, Listed> kept;
    private final boolean keptAlone;
    private final Map<String, List<Listed>> emptied;
    private final Set<Key> settled;
    private final List<Finding> findings;

    /** A foreign key by its table and columns, folded. */
    record Key(String table, List<String> columns) {

        Key {
            table = SqliteSql.folded(table);
            columns = columns.stream().map(SqliteSql::folded).toList();
        }
    }

    /**
     * Rows of a list.
     *
     * @param condition the SQL that holds for them and for no others
     * @param columns the columns that are read as NULL in them; empty where the rows are set aside
     * @param rows how many there are
     * @param reasons why, in words, each with the SQL that holds for the rows of that reason
     */
    record Listed(String condition, List<String> columns, long rows, Map<String, String> reasons) {

        Listed {
            columns = columns.stream().map(SqliteSql::folded).toList();
            reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        }
    }

    RowsAside(
            Map<String, Listed> setAside, Map<String, List<Listed>> emptied, Set<Key> settled, List<Finding> findings) {
        this(setAside, Map.of(), Map.of(), emptied, false, settled, findings);
    }

    private RowsAside(
            Map<String, Listed> setAside,
            Map<String, Listed> refused,
            Map<String, Listed> kept,
            Map<String, List<Listed>> emptied,
            boolean keptAlone,
            Set<Key> settled,
            List<Finding> findings) {
        this.setAside = new HashMap<>(setAside);
        this.refused = new HashMap<>(refused);
        this.kept = new HashMap<>(kept);
        this.keptAlone = keptAlone;
        this.emptied = new HashMap<>(emptied);
        this.settled = Set.copyOf(settled);
        this.findings = List.copyOf(findings);
    }

    /**
     * What the user has to be told of them.
     *
     * @return findings that name tables, columns and rows
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Whether no row that is loaded breaks a foreign key, since the plan says so.
     *
     * @param table the child's name in SQLite
     * @param columns the child's columns
     * @return true if its rows are set aside or emptied
     */
    public boolean settles(String table, List<String> columns) {
        return settled.contains(new Key(table, columns));
    }

    /**
     * Whether PostgreSQL is to hold something else than SQLite.
     *
     * @return true if a row is set aside or a key emptied
     */
    public boolean changesRows() {
        return !setAside.isEmpty() || !refused.isEmpty() || !emptied.isEmpty();
    }

    /**
     * How many rows of a table are set aside.
     *
     * @param table its name in SQLite
     * @return their number, that of the refused ones included
     */
    public long rows(String table) {
        return Stream.of(setAside, refused)
                .map(lists -> lists.get(SqliteSql.folded(table)))
                .filter(Objects::nonNull)
                .mapToLong(Listed::rows)
                .sum();
    }

    /**
     * The same, with rows that the target has refused.
     *
     * @param lists for the folded name of a table, its refused rows
     * @return a copy
     */
    RowsAside refusing(Map<String, Listed> lists) {
        return new RowsAside(setAside, lists, kept, emptied, keptAlone, settled, findings);
    }

    /**
     * Why the plan sets rows of a table aside; each of them has one reason.
     *
     * @param table its name in SQLite
     * @return the foreign keys that they break, in words, each with the SQL over the table under its own name that holds for
     *     its rows
     */
    public Map<String, String> reasons(String table) {
        Listed listed = setAside.get(SqliteSql.folded(table));
        return listed == null ? Map.of() : listed.reasons();
    }

    /**
     * The same, with rows that are not loaded because the target keeps rows of its own with their keys.
     *
     * @param table the table's name in SQLite
     * @param condition SQL over the table under its own name that holds for them and for no others
     * @param rows how many there are
     * @return a copy
     */
    public RowsAside keeping(String table, String condition, long rows) {
        Map<String, Listed> more = new HashMap<>(kept);
        more.put(SqliteSql.folded(table), new Listed(condition, List.of(), rows, Map.of()));
        return new RowsAside(setAside, refused, more, emptied, false, settled, findings);
    }

    /**
     * How many rows of a table are not loaded because the target keeps its own.
     *
     * @param table its name in SQLite
     * @return their number
     */
    public long keptRows(String table) {
        Listed listed = kept.get(SqliteSql.folded(table));
        return listed == null ? 0 : listed.rows();
    }

    /**
     * The opposite choice: those rows alone for which the target keeps its own.
     *
     * @return a copy for which they are the rows that are loaded
     */
    public RowsAside keptAlone() {
        return new RowsAside(setAside, refused, kept, emptied, true, settled, findings);
    }

    /**
     * The condition that holds for the rows which are loaded.
     *
     * @param table its name in SQLite
     * @return SQL over the table under its own name, or the empty string for all rows
     */
    public String loaded(String table) {
        Listed listed = kept.get(SqliteSql.folded(table));
        if (keptAlone) {
            return listed == null ? "0" : "(" + listed.condition() + ")";
        }
        return Stream.of(setAside.get(SqliteSql.folded(table)), refused.get(SqliteSql.folded(table)), listed)
                .filter(Objects::nonNull)
                .map(rows -> "NOT (" + rows.condition() + ")")
                .collect(Collectors.joining(" AND "));
    }

    /**
     * What to select for a column.
     *
     * @param table the table's name in SQLite
     * @param column the column's name in SQLite
     * @param sql the SQL that reads it otherwise
     * @return SQL that gives NULL where a key is to be emptied
     */
    public String select(String table, String column, String sql) {
        String conditions = emptied.getOrDefault(SqliteSql.folded(table), List.of()).stream()
                .filter(listed -> listed.columns().contains(SqliteSql.folded(column)))
                .map(Listed::condition)
                .collect(Collectors.joining(" OR "));
        return conditions.isEmpty() ? sql : "CASE WHEN " + conditions + " THEN NULL ELSE " + sql + " END";
    }
}
