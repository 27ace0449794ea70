package org.liftlock.migration.seeded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.ValueWords;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.sql.PgType;

/**
 * The keys of a table's rows in SQLite as a temporary table of PostgreSQL, which alone knows when two of them are the same.
 * The table's own rows are not touched. For one connection and thread.
 */
public final class SourceKeys {

    private final Connection connection;
    private final SourceTable source;
    private final TablePlan plan;
    private final String target;
    private final String name;
    private final String staged;
    private final String rowColumn;
    private final List<TargetKey> keys;

    private SourceKeys(
            Connection connection,
            SourceTable source,
            TablePlan plan,
            String schema,
            int number,
            List<TargetKey> keys,
            String rowColumn) {
        this.connection = connection;
        this.source = source;
        this.plan = plan;
        this.target = PgSql.name(schema, plan.target());
        this.name = "liftlock_keys_" + number;
        this.staged = "pg_temp." + name;
        this.keys = keys;
        this.rowColumn = rowColumn;
    }

    /**
     * Copies the keys of the rows that are to be loaded.
     *
     * @param source the rows
     * @param plan what becomes of their table
     * @param aside says which rows are not loaded
     * @param connection to the target; the copy lasts as long as it does
     * @param schema the target schema
     * @param number another one for each table
     * @return the keys that PostgreSQL can compare: those over columns which the source fills
     * @throws SQLException if the database refuses
     */
    public static SourceKeys copy(
            SqliteSource source, TablePlan plan, RowsAside aside, Connection connection, String schema, int number)
            throws SQLException {
        SourceTable table = source.schema().table(plan.source()).orElseThrow();
        Set<String> filled =
                plan.copiedColumns().stream().map(ColumnPlan::target).collect(Collectors.toSet());
        List<TargetKey> keys = TargetKey.of(connection, PgSql.name(schema, plan.target())).stream()
                .filter(key -> filled.containsAll(key.columns()))
                .toList();
        List<ColumnPlan> columns = new ArrayList<>(plan.copiedColumns().stream()
                .filter(column -> keys.stream().anyMatch(key -> key.columns().contains(column.target())))
                .toList());
        String rowColumn = "liftlock_row";
        while (filled.contains(rowColumn)) {
            rowColumn += "_";
        }
        SourceKeys copied = new SourceKeys(connection, table, plan, schema, number, keys, rowColumn);
        copied.create(columns);
        copied.fill(source, columns, aside);
        return copied;
    }

    private void create(List<ColumnPlan> columns) throws SQLException {
        String list = columns.stream()
                .map(column -> PgSql.name(column.target()) + ", ")
                .collect(Collectors.joining());
        String type = RowName.of(source).type().sql();
        Jdbc.execute(connection, "DROP TABLE IF EXISTS " + staged);
        Jdbc.execute(
                connection,
                "CREATE TEMPORARY TABLE " + name + " AS SELECT " + list + "NULL::" + type + " AS " + rowColumn
                        + " FROM " + target + " WITH NO DATA");
    }

    private void fill(SqliteSource rows, List<ColumnPlan> columns, RowsAside aside) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        RowName row = RowName.of(source);
        List<ColumnPlan> copied = new ArrayList<>(columns);
        copied.add(column(rowColumn, row.type(), row.sql()));
        TablePlan keyPlan =
                new TablePlan(plan.source(), name, copied, null, List.of(), List.of(), List.of(), List.of());
        try (SourceReader reader = rows.reader()) {
            new TableCopier(source, keyPlan, aside, RunListener.NONE).copy(reader, connection, "pg_temp", false);
        }
        Jdbc.execute(connection, "ANALYZE " + staged);
    }

    private static ColumnPlan column(String name, PgType type, String sql) {
        return new ColumnPlan(
                name, name, type, null, null, false, false, null, null, "", false, sql, ValueWords.NONE, null);
    }

    /**
     * The table.
     *
     * @return what becomes of it
     */
    public TablePlan plan() {
        return plan;
    }

    /**
     * Whether each row has one key by which it is found again.
     *
     * @return true if there is a primary key over columns that the source fills
     */
    public boolean hasPrimaryKey() {
        return TargetKey.primary(keys).isPresent();
    }

    /**
     * The primary key of a table that rows may be loaded over.
     *
     * @return its name, unless it is checked late, which leaves nothing to load rows over
     */
    public Optional<String> upsertKey() {
        return TargetKey.primary(keys).filter(TargetKey::immediate).map(TargetKey::name);
    }

    /**
     * Counts the rows of the source whose keys the table has.
     *
     * @return their number by the name of each key, the primary key first
     * @throws SQLException if the database refuses
     */
    public Map<String, Long> clashes() throws SQLException {
        Map<String, Long> clashes = new LinkedHashMap<>();
        for (TargetKey key : keys) {
            clashes.put(
                    key.name(),
                    Jdbc.number(
                            connection,
                            "SELECT count(*) FROM " + key.rows(staged, List.of()) + " AS s WHERE " + isThere(key)));
        }
        return clashes;
    }

    /** That the row of {@code s} finds its key taken. */
    private String isThere(TargetKey key) {
        return "EXISTS (SELECT FROM " + key.rows(target, List.of()) + " AS t WHERE " + key.same("s", "t") + ")";
    }

    /**
     * Finds the rows of the source that would take a unique key away from a row with another primary key.
     *
     * @param redact whether no value may be shown
     * @return for each such key its name, how many rows, and the first of them; empty if there are none
     * @throws SQLException if the database refuses
     */
    public List<String> takenByOthers(boolean redact) throws SQLException {
        TargetKey primary = TargetKey.primary(keys).orElse(null);
        List<String> taken = new ArrayList<>();
        for (TargetKey key : keys) {
            if (primary == null || key.primary()) {
                continue;
            }
            List<String> ids = IntStream.range(0, primary.expressions().size())
                    .mapToObj(i -> primary.expressions().get(i) + " AS p" + i)
                    .toList();
            String sameRow = IntStream.range(0, ids.size())
                    .mapToObj(i -> "s.p" + i + " = t.p" + i)
                    .collect(Collectors.joining(" AND "));
            String pairs = " FROM " + key.rows(staged, ids) + " AS s JOIN " + key.rows(target, ids) + " AS t ON "
                    + key.same("s", "t") + " WHERE NOT (" + sameRow + ")";
            long rows = Jdbc.number(connection, "SELECT count(*)" + pairs);
            if (rows > 0) {
                taken.add(key.name() + ": " + RowCount.words(rows) + (redact ? "" : ", " + first(ids.size(), pairs)));
            }
        }
        return taken;
    }

    private String first(int size, String pairs) throws SQLException {
        return String.join(
                "; ",
                Jdbc.texts(
                        connection,
                        "SELECT 'key ' || " + shown("s", size) + " || ' has what key ' || " + shown("t", size)
                                + " || ' has there'" + pairs + " ORDER BY s.p0 LIMIT 3"));
    }

    private static String shown(String alias, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "left(" + alias + ".p" + i + "::text, 40)")
                .collect(Collectors.joining(", ", "concat_ws(', ', ", ")"));
    }

    /**
     * Counts the rows of the table whose primary key the source has not. There must be one.
     *
     * @return their number
     * @throws SQLException if the database refuses
     */
    public long onlyInTarget() throws SQLException {
        return Jdbc.number(connection, "SELECT count(*) FROM " + target + " AS liftlock_t WHERE NOT " + isOfSource());
    }

    /**
     * Which rows of the table have a primary key of the source. There must be one.
     *
     * @return a condition on the qualified table under the alias {@code liftlock_t}
     */
    public String isOfSource() {
        TargetKey primary = TargetKey.primary(keys).orElseThrow();
        String same = primary.columns().stream()
                .map(PgSql::name)
                .map(column -> "liftlock_s." + column + " = liftlock_t." + column)
                .collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT FROM " + staged + " AS liftlock_s WHERE " + same + ")";
    }

    /** The rows of the source whose key of any kind the table has, as a query that names them. */
    String kept() {
        return keys.stream()
                .map(key -> "SELECT s." + rowColumn + " FROM " + key.rows(staged, List.of(rowColumn)) + " AS s WHERE "
                        + isThere(key))
                .collect(Collectors.joining(" UNION "));
    }

    SourceTable source() {
        return source;
    }
}
