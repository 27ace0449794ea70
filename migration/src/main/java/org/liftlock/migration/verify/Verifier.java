package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.seeded.SourceKeys;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetDatabase;
import org.liftlock.migration.target.TargetTable;

/**
 * Proves that PostgreSQL holds what SQLite holds, as the plan says it: every row and value, keys, indexes, constraints,
 * next ids, and the number of rows that views give.
 *
 * <p>Both sides of a table are read at the same time, PostgreSQL within one read-only snapshot, and compared as multisets
 * of 128-bit digests in memory that does not grow with the rows. One call at a time.
 */
public final class Verifier {

    private final SqliteSource source;
    private final TargetDatabase target;
    private final String schema;
    private final MigrationPlan plan;
    private final RowsAside aside;
    private final RunListener listener;
    private final boolean redact;
    private final boolean comparesSchema;
    private final boolean amongOthers;

    /**
     * Prepares a comparison that shows row values, shortened.
     *
     * @param source the SQLite database
     * @param target the PostgreSQL database
     * @param targetSchema the schema there
     * @param plan what was to become of the source
     * @param listener hears of the progress
     */
    public Verifier(
            SqliteSource source, TargetDatabase target, String targetSchema, MigrationPlan plan, RunListener listener) {
        this(source, target, targetSchema, plan, RowsAside.NONE, listener, false, true, false);
    }

    /**
     * Prepares a comparison.
     *
     * @param source the SQLite database
     * @param target the PostgreSQL database
     * @param targetSchema the schema there
     * @param plan what was to become of the source
     * @param aside the rows that are not to be there, and the keys that are to be NULL
     * @param listener hears of the progress
     * @param redact whether findings keep row values to themselves; integers of keys still say which row is meant
     * @param comparesSchema whether keys, indexes and constraints have to be those of the plan; not where the target's own
     *     schema was filled
     * @param amongOthers whether PostgreSQL may have other rows, too: those whose primary key SQLite has not are counted
     *     and not compared
     */
    public Verifier(
            SqliteSource source,
            TargetDatabase target,
            String targetSchema,
            MigrationPlan plan,
            RowsAside aside,
            RunListener listener,
            boolean redact,
            boolean comparesSchema,
            boolean amongOthers) {
        this.source = source;
        this.target = target;
        this.schema = targetSchema;
        this.plan = plan;
        this.aside = aside;
        this.listener = listener;
        this.redact = redact;
        this.comparesSchema = comparesSchema;
        this.amongOthers = amongOthers;
    }

    /**
     * Compares everything. Returns, or throws, only after all its threads have ended.
     *
     * @return a result for each table of the plan and a finding for each difference
     * @throws MigrationException if a database cannot be read to the end (cause {@code ENVIRONMENT}, {@code INPUT} for a
     *     damaged file), or the thread is interrupted (cause {@code INTERRUPTED})
     */
    public Verification verify() {
        Map<String, Long> counts = new HashMap<>();
        for (TablePlan table : plan.tables()) {
            counts.put(table.source(), countInSource(table.source()));
        }
        listener.begins(
                RunListener.Phase.VERIFY,
                counts.values().stream().mapToLong(Long::longValue).sum());
        try (Connection connection = target.connect()) {
            // Before the transaction: one that only reads makes no table, though a temporary one changes nothing.
            Map<String, SourceKeys> keys = amongOthers ? sourceKeys(connection) : Map.of();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return verify(connection, counts, keys);
        } catch (SQLException e) {
            throw VerifyFailures.target(target.url(), e);
        }
    }

    private Map<String, SourceKeys> sourceKeys(Connection connection) throws SQLException {
        Map<String, SourceKeys> keys = new HashMap<>();
        TargetCatalog catalog = TargetCatalog.read(connection, schema);
        for (TablePlan table : plan.tables()) {
            if (catalog.table(table.target()).isPresent()) {
                SourceKeys copied = SourceKeys.copy(source, table, aside, connection, schema, keys.size());
                if (copied.hasPrimaryKey()) {
                    keys.put(table.source(), copied);
                }
            }
        }
        return keys;
    }

    private Verification verify(Connection connection, Map<String, Long> counts, Map<String, SourceKeys> keys)
            throws SQLException {
        TargetCatalog catalog = TargetCatalog.read(connection, schema);
        List<TableVerification> tables = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            SourceKeys ofSource = keys.get(table.source());
            long sourceRows = counts.getOrDefault(table.source(), 0L);
            tables.add(compare(connection, table, catalog, sourceRows, ofSource, findings));
            long others = ofSource == null ? 0 : ofSource.onlyInTarget();
            if (others > 0) {
                findings.add(Finding.of(
                        FindingCode.ROWS_ONLY_IN_TARGET, table.source(), others + (others == 1 ? " row" : " rows")));
            }
        }
        ViewComparison views = new ViewComparison(source, connection, schema);
        for (ViewPlan view : plan.views()) {
            interruptible();
            findings.addAll(
                    aside.changesRows()
                            ? List.of(Finding.of(
                                    FindingCode.VIEW_NOT_COMPARED,
                                    view.source(),
                                    "rows that it may show are set aside"))
                            : views.compare(view, catalog));
        }
        return new Verification(tables, findings);
    }

    private TableVerification compare(
            Connection connection,
            TablePlan plan,
            TargetCatalog catalog,
            long sourceRows,
            @Nullable SourceKeys keys,
            List<Finding> findings)
            throws SQLException {
        Optional<TargetTable> found = catalog.table(plan.target());
        if (found.isEmpty()) {
            findings.add(Finding.of(FindingCode.OBJECT_MISSING, plan.source(), "the table"));
            return new TableVerification(plan.source(), sourceRows, 0, sourceRows);
        }
        if (comparesSchema) {
            findings.addAll(SchemaComparison.compare(plan, this.plan, found.get()));
        }
        SourceTable sourceTable = sourceTable(plan.source());
        Set<String> existing = found.get().columnNames();
        ComparedTable compared = ComparedTable.of(sourceTable, plan, schema, existing, aside)
                .where(keys == null ? "" : keys.isOfSource());
        if (compared.columns().isEmpty()) {
            return new TableVerification(plan.source(), sourceRows, 0, sourceRows);
        }
        TableScan scan = new TableScan(source, connection, compared);
        TableComparison.Outcome outcome = new TableComparison(scan, listener, redact).compare();
        findings.addAll(outcome.findings());
        Optional<ColumnPlan> identity = plan.identityColumn().filter(column -> existing.contains(column.target()));
        if (identity.isPresent()) {
            findings.addAll(IdentityComparison.compare(connection, schema, plan, identity.get(), sourceTable));
        }
        return outcome.verification();
    }

    private static void interruptible() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
    }

    private SourceTable sourceTable(String name) {
        return source.schema()
                .table(name)
                .orElseThrow(() -> new MigrationException(
                                Cause.INPUT,
                                "The plan has a table that the SQLite database has not",
                                "Make a new plan of this database",
                                null)
                        .with("table", name));
    }

    private long countInSource(String table) {
        sourceTable(table);
        try (SourceReader reader = source.reader();
                Statement statement = reader.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + SqliteSql.name(table))) {
            rows.next();
            return rows.getLong(1) - aside.rows(table);
        } catch (SQLException e) {
            throw VerifyFailures.source(table, e);
        }
    }
}
