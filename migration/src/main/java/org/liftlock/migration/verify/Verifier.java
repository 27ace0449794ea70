package org.liftlock.migration.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.seeded.SourceKeys;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Proves that PostgreSQL holds what SQLite holds, as the plan says it: every row and value, keys, indexes, constraints,
 * next ids, what views give, and what the user's own queries give.
 *
 * <p>PostgreSQL is read in one read-only snapshot, which may be that of a database in use. Tables are compared side by side;
 * those with an integer key in parts, each by its digest, and only parts that differ are read again. Memory does not grow
 * with the rows. One call at a time.
 */
public final class Verifier {

    private static final long ROWS_IN_PART = 100_000;

    /** Some locks each, for the table, its index and its sequence. */
    private static final int TABLES_UNDER_LOCK = 10;

    private final SqliteSource source;
    private final TargetDatabase target;
    private final String schema;
    private final MigrationPlan plan;
    private final RowsAside aside;
    private final RunListener listener;
    private final VerifyOptions options;
    private final long rowsInPart;

    /**
     * Prepares a comparison of everything that shows row values, shortened.
     *
     * @param source the SQLite database
     * @param target the PostgreSQL database
     * @param targetSchema the schema there
     * @param plan what was to become of the source
     * @param listener hears of the progress
     */
    public Verifier(
            SqliteSource source, TargetDatabase target, String targetSchema, MigrationPlan plan, RunListener listener) {
        this(source, target, targetSchema, plan, RowsAside.NONE, listener, VerifyOptions.defaults());
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
     * @param options how
     */
    public Verifier(
            SqliteSource source,
            TargetDatabase target,
            String targetSchema,
            MigrationPlan plan,
            RowsAside aside,
            RunListener listener,
            VerifyOptions options) {
        this(source, target, targetSchema, plan, aside, listener, options, ROWS_IN_PART);
    }

    Verifier(
            SqliteSource source,
            TargetDatabase target,
            String targetSchema,
            MigrationPlan plan,
            RowsAside aside,
            RunListener listener,
            VerifyOptions options,
            long rowsInPart) {
        this.source = source;
        this.target = target;
        this.schema = targetSchema;
        this.plan = plan;
        this.aside = aside;
        this.listener = listener;
        this.options = options;
        this.rowsInPart = rowsInPart;
    }

    /**
     * Compares everything. Returns, or throws, only after all its threads have ended.
     *
     * @return a result for each table of the plan and a finding for each difference
     * @throws MigrationException if a database cannot be read to the end (cause {@code ENVIRONMENT}, {@code INPUT} for a
     *     damaged file), the thread is interrupted (cause {@code INTERRUPTED}), a query of the user's cannot be run, or
     *     what is to be resumed belongs to another comparison (cause {@code INPUT})
     */
    public Verification verify() {
        if (options.queries() != null) {
            options.queries().requireRunnable(source);
        }
        List<TableWork> tables;
        try (SourceReader reader = source.reader()) {
            tables = new ArrayList<>();
            for (int i = 0; i < plan.tables().size(); i++) {
                TablePlan table = plan.tables().get(i);
                tables.add(TableWork.of(source.schema(), reader, plan, i, aside, options.expected(table.source())));
            }
        }
        listener.begins(
                RunListener.Phase.VERIFY,
                tables.stream().mapToLong(TableWork::sourceRows).sum());
        Map<String, SourceKeys> keys = new HashMap<>();
        try (PartMemory memory = PartMemory.open(options.memory(), comparison());
                TargetSnapshot snapshot = snapshot(keys)) {
            Verification verification = verify(snapshot, tables, keys, memory);
            memory.finish();
            return verification;
        } catch (SQLException e) {
            throw VerifyFailures.target(target.url(), e);
        }
    }

    private TargetSnapshot snapshot(Map<String, SourceKeys> keys) throws SQLException {
        Connection first = target.connect();
        try {
            // Before the transaction: one that only reads makes no table, though a temporary one changes nothing.
            if (options.amongOthers()) {
                keys.putAll(sourceKeys(first));
            }
        } catch (SQLException | RuntimeException e) {
            first.close();
            throw e;
        }
        return TargetSnapshot.begin(target, first, options.lanes(source.readers()));
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

    private Verification verify(
            TargetSnapshot snapshot, List<TableWork> tables, Map<String, SourceKeys> keys, PartMemory memory)
            throws SQLException {
        TargetCatalog catalog = TargetCatalog.read(snapshot.first(), schema);
        List<TablePart> parts = new ArrayList<>();
        try (SourceReader reader = source.reader()) {
            PartPlanner planner = new PartPlanner(reader, rowsInPart);
            for (TableWork table : tables) {
                SourceKeys ofSource = keys.get(table.plan().source());
                String condition = ofSource == null ? "" : ofSource.isOfSource();
                parts.addAll(table.meet(catalog, schema, condition, options.comparesSchema(), planner));
            }
        }
        // A large table that cannot be cut must not begin when all others have ended.
        parts.sort(Comparator.comparingLong(TablePart::expectedRows).reversed());
        EarlierParts earlier = new EarlierParts(memory, listener);
        new Lanes(source, snapshot).run(earlier.left(parts), (reader, connection, part) -> {
            PartOutcome outcome = compare(reader, connection, part);
            part.tally().add(part.number(), outcome);
            if (outcome.differing() == 0 && outcome.sourceRows() == outcome.targetRows()) {
                memory.equal(part, outcome.sourceRows());
            }
        });
        List<TableVerification> results = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(earlier.findings());
        for (TableWork table : tables) {
            results.add(table.verification());
            findings.addAll(table.findings(snapshot.first(), schema, options.redact()));
            if (results.size() % TABLES_UNDER_LOCK == 0) {
                TargetSnapshot.releaseTables(snapshot.first());
            }
            SourceKeys ofSource = keys.get(table.plan().source());
            long others = ofSource == null ? 0 : ofSource.onlyInTarget();
            if (others > 0) {
                findings.add(Finding.of(
                        FindingCode.ROWS_ONLY_IN_TARGET,
                        table.plan().source(),
                        others + (others == 1 ? " row" : " rows")));
            }
        }
        findings.addAll(new ResultsComparison(source, snapshot.first(), schema, plan, aside, options).compare(catalog));
        return new Verification(results, findings);
    }

    private PartOutcome compare(SourceReader reader, Connection connection, TablePart part) {
        ComparedTable table = part.tally().table();
        TableRows rows = new TableRows(reader, connection, table, part.range(), false);
        RowScan scan = new RowScan(rows, connection, part.isLarge());
        RowProgress progress = new RowProgress(listener, table.name());
        return part.byKey()
                ? new RangeComparison(scan, rows, progress).compare()
                : new MultisetComparison(scan, part.expectedRows(), progress).compare();
    }

    /** Which rows and keys are set aside. */
    private String conditions() {
        StringBuilder text = new StringBuilder();
        for (TablePlan table : plan.tables()) {
            text.append(aside.loaded(table.source())).append('\n');
            table.columns()
                    .forEach(column -> text.append(aside.select(table.source(), column.source(), column.selectSql()))
                            .append('\n'));
        }
        return text.toString();
    }

    /** Stands for all that the outcome depends on beside the rows of both sides. */
    private String comparison() {
        String text = String.join(
                "\n",
                PlanFile.text(plan),
                source.file().toAbsolutePath().normalize().toString(),
                source.schema().hash(),
                target.url(),
                schema,
                conditions(),
                String.valueOf(options.amongOthers()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
