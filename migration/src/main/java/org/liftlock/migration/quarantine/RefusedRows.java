package org.liftlock.migration.quarantine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/**
 * The rows that a target has refused, as {@code liftlock.quarantine} knows them: what to tell of them, and which rows of the
 * source they are. Rows that a plan sets aside are not among them. Immutable.
 */
public final class RefusedRows {

    /** Readers see lists of rows under this name and a number. */
    private static final String SCHEMA = "liftlock_refused";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int SHOWN = 3;
    private static final int BATCH = 1000;

    private final Connection target;
    private final String schema;
    private final Map<String, Long> counts;

    private RefusedRows(Connection target, String schema, Map<String, Long> counts) {
        this.target = target;
        this.schema = schema;
        this.counts = counts;
    }

    /**
     * Asks the target.
     *
     * @param target a connection that stays open while this is in use
     * @param schema the target schema
     * @return its refused rows
     * @throws SQLException if the database refuses
     */
    public static RefusedRows of(Connection target, String schema) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        boolean known = QuarantineTable.isThere(
                target,
                // A role that may not look there has nothing to say of it either.
                "EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = 'liftlock' AND c.relname = 'quarantine'"
                        + " AND a.attname = 'sqlstate' AND has_schema_privilege(n.oid, 'USAGE')"
                        + " AND has_table_privilege(c.oid, 'SELECT'))");
        if (known) {
            try (Statement statement = target.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT source_table, count(*)" + from(schema)
                            + " GROUP BY source_table ORDER BY min(id)")) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return new RefusedRows(target, schema, counts);
    }

    private static String from(String schema) {
        return " FROM liftlock.quarantine WHERE sqlstate IS NOT NULL AND target_schema = " + PgSql.string(schema);
    }

    private String from(String schema, String table) {
        return from(schema) + " AND source_table = " + PgSql.string(table);
    }

    /**
     * How many there are.
     *
     * @param table a table's name in SQLite
     * @return their number
     */
    public long rows(String table) {
        return counts.getOrDefault(table, 0L);
    }

    /**
     * What to tell of them.
     *
     * @param code of what kind
     * @return a finding for each table that has some, with the first reasons and rows
     * @throws SQLException if the database refuses
     */
    public List<Finding> findings(FindingCode code) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Long> table : counts.entrySet()) {
            List<String> shown = Jdbc.texts(
                    target,
                    "SELECT source_row || ': ' || reason" + from(schema, table.getKey()) + " ORDER BY id LIMIT "
                            + SHOWN);
            findings.add(Finding.of(
                    code,
                    table.getKey(),
                    RowCount.words(table.getValue()) + ": " + String.join("; ", shown)
                            + (table.getValue() > SHOWN ? "; …" : "")));
        }
        return findings;
    }

    /**
     * Takes them out of what is read of a source.
     *
     * @param source the source; its readers see lists of these rows from now on, and all have to be free
     * @param plan the plan that was followed
     * @param aside what is set aside already
     * @return the same without these rows
     * @throws SQLException if the database refuses
     * @throws MigrationException if the lists cannot be written
     */
    public RowsAside outOf(SqliteSource source, MigrationPlan plan, RowsAside aside) throws SQLException {
        List<AsideTable> tables = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            if (rows(table.source()) > 0) {
                tables.add(new AsideTable(
                        tables.size(), source.schema().table(table.source()).orElseThrow(), table));
            }
        }
        tables.removeIf(table -> !table.isAddressable());
        if (tables.isEmpty()) {
            return aside;
        }
        Path file = source.newFolder().resolve("refused.db");
        boolean utf8;
        try (SourceReader reader = source.reader()) {
            utf8 = reader.encoding().equals(StandardCharsets.UTF_8);
            write(
                    tables,
                    file,
                    Jdbc.texts(reader.connection(), "PRAGMA encoding").get(0),
                    utf8);
        }
        String name = SCHEMA + NUMBER.incrementAndGet();
        source.attach(file, name);
        Map<String, RowsAside.Listed> lists = new HashMap<>();
        for (AsideTable table : tables) {
            String condition = table.isListedHere(name + "." + table.list(), "true");
            lists.put(
                    SqliteSql.folded(table.source().name()),
                    new RowsAside.Listed(
                            condition, List.of(), rows(table.source().name()), Map.of()));
        }
        return aside.refusing(lists);
    }

    private void write(List<AsideTable> tables, Path file, String encoding, boolean utf8) throws SQLException {
        try (Connection lists = connect(file, encoding)) {
            for (AsideTable table : tables) {
                write(table, lists, utf8);
            }
            lists.commit();
        } catch (SQLException e) {
            if (e.getSQLState() != null) {
                throw e;
            }
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The rows that were refused cannot be listed",
                            "Make room in the folder for temporary files",
                            e)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    private static Connection connect(Path file, String encoding) throws SQLException {
        Connection lists = DriverManager.getConnection("jdbc:sqlite:" + file);
        Jdbc.execute(lists, "PRAGMA encoding = '" + encoding + "'");
        Jdbc.execute(lists, "PRAGMA journal_mode = OFF");
        Jdbc.execute(lists, "PRAGMA synchronous = OFF");
        lists.setAutoCommit(false);
        return lists;
    }

    private void write(AsideTable table, Connection lists, boolean utf8) throws SQLException {
        Jdbc.execute(lists, "CREATE TABLE " + table.list() + " (" + table.listColumns("") + ")");
        String marks = IntStream.range(0, table.locatorSize())
                .mapToObj(i -> table.isByRowid() ? "?1" : StoredValue.mark(2 * i + 1))
                .collect(Collectors.joining(", "));
        boolean autoCommit = target.getAutoCommit();
        // Only inside a transaction does the driver fetch rows as they are needed.
        target.setAutoCommit(false);
        try (Statement statement = target.createStatement();
                PreparedStatement insert =
                        lists.prepareStatement("INSERT OR IGNORE INTO " + table.list() + " VALUES (" + marks + ")")) {
            statement.setFetchSize(BATCH);
            try (ResultSet rows = statement.executeQuery("SELECT source_row, columns, classes, contents"
                    + from(schema, table.source().name()))) {
                for (long row = 1; rows.next(); row++) {
                    bind(table, rows, insert, utf8);
                    insert.addBatch();
                    if (row % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
            }
            insert.executeBatch();
        } finally {
            if (autoCommit) {
                target.setAutoCommit(true);
            }
        }
    }

    private static void bind(AsideTable table, ResultSet row, PreparedStatement insert, boolean utf8)
            throws SQLException {
        if (table.isByRowid()) {
            insert.setLong(1, new RowAddress(row.getString(1)).rowid().orElseThrow());
            return;
        }
        List<String> columns = QuarantineRun.strings(row.getArray(2));
        List<String> classes = QuarantineRun.strings(row.getArray(3));
        byte[] @Nullable [] contents = contents(row.getArray(4));
        List<String> key = table.source().primaryKey();
        for (int i = 0; i < key.size(); i++) {
            int column = indexOf(columns, key.get(i));
            StoredValue.bind(insert, 2 * i + 1, new RowContent.Value(classes.get(column), contents[column]), utf8);
        }
    }

    private static int indexOf(List<String> columns, String wanted) {
        return IntStream.range(0, columns.size())
                .filter(i -> SqliteSql.same(columns.get(i), wanted))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] @Nullable [] contents(Array array) throws SQLException {
        return (byte[][]) array.getArray();
    }
}
