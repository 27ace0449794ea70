package org.liftlock.migration.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.copy.Throttle;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Loaded;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Makes and fills the tables of a target that is known to be free, or goes on where an earlier run was ended. Use once.
 *
 * <p>Tables go side by side, the largest first; each gets its keys and indexes as soon as its rows are there. Small ones go
 * many in a transaction; others have one of their own, in which the table is made, so that PostgreSQL may write its rows
 * frozen (postgresql.org/docs/current/sql-copy.html); very large ones are cut into parts. What joins tables comes last.
 *
 * <p>It is over 300 lines because it is one thing: the order of these steps.
 */
public final class TargetLoad {

    private static final long SMALL_BYTES = 1_000_000;
    private static final long SMALL_ROWS = 20_000;
    private static final int TABLES_AT_A_TIME = 40;
    private static final long BYTES_AT_A_TIME = 4_000_000;
    /** What a run that is ended has to do again at the most, for each connection. */
    private static final long PART_BYTES = 1_000_000_000;

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final RunProgress progress;
    private final RunListener listener;
    private final Throttle throttle;
    private final int jobs;
    private final SchemaStatements statements;
    private final StatementRunner runner;
    private final List<TableLoad> tables;
    private final AtomicInteger loadsLeft = new AtomicInteger();
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
    private volatile long loadedAt;

    /**
     * Prepares a load.
     *
     * @param source the source
     * @param prepared its plan
     * @param target the database
     * @param options how
     * @param ledger what the run writes down, begun
     * @param progress how far an earlier run has come
     * @param listener who hears of it
     */
    public TargetLoad(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunLedger ledger,
            RunProgress progress,
            RunListener listener) {
        LoadOptions load = options.load();
        this.source = source;
        this.prepared = prepared;
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.listener = listener;
        this.throttle = new Throttle(load.bytesPerSecond());
        this.jobs = load.jobs() > 0 ? load.jobs() : Runtime.getRuntime().availableProcessors();
        this.statements = SchemaStatements.of(prepared.plan());
        this.tables = tables();
        List<SchemaStatement> all = new ArrayList<>(statements.tables());
        tables.forEach(table -> all.addAll(table.keys()));
        tables.forEach(table -> keysOf(table).forEach(key -> all.add(table.indexOf(key))));
        statements.keysAndViews().stream()
                .filter(statement -> statement.kind().compareTo(Kind.NEXT_NUMBER) > 0)
                .forEach(all::add);
        this.runner = new StatementRunner(ledger, progress, all, brokenTables(), options.redact());
    }

    private Set<String> brokenTables() {
        return prepared.findings().stream()
                .filter(finding -> finding.code() == FindingCode.ORPHANS)
                .map(Finding::object)
                .collect(Collectors.toSet());
    }

    private List<TableLoad> tables() {
        List<TableLoad> loads = new ArrayList<>();
        for (TableProfile profile : prepared.profile().tables()) {
            TablePlan plan = prepared.plan().table(profile.table().name()).orElse(null);
            if (plan != null) {
                List<RunProgress.Part> earlier = progress.parts(plan.source());
                List<RowRange> ranges = earlier.isEmpty() ? ranges(profile) : List.of();
                loads.add(new TableLoad(profile, plan, statements, options.schema(), earlier, ranges));
            }
        }
        return loads;
    }

    private List<RowRange> ranges(TableProfile profile) {
        int parts = (int) Math.min(10_000, 1 + profile.bytes() / PART_BYTES);
        if (parts == 1) {
            return List.of(RowRange.ALL);
        }
        try (SourceReader reader = source.reader()) {
            return reader.ranges(profile.table(), Math.max(parts, jobs));
        }
    }

    private static List<KeyPlan> keysOf(TableLoad table) {
        return Stream.concat(Stream.ofNullable(table.plan().primaryKey()), table.plan().uniques().stream())
                .toList();
    }

    /**
     * What the server refused.
     *
     * @return findings in the order of the plan
     */
    public List<Finding> findings() {
        return runner.findings();
    }

    /**
     * How long it took.
     *
     * @return copying until the last row was there, which some keys and indexes were built beside; keys until the last one
     *     stood; statistics
     */
    public Map<Phase, Duration> timings() {
        return timings;
    }

    /**
     * Does it.
     *
     * @return a report for each table of the plan
     * @throws SQLException if the server vanishes or is full
     * @throws MigrationException if a value does not fit the plan, the source cannot be read, or the thread is interrupted
     */
    public List<TableReport> run() throws SQLException {
        if (prepared.aside().changesRows()) {
            try (Connection connection = target.connect()) {
                QuarantineTable.create(connection);
            }
        }
        try (StallWatch watch = new StallWatch(target, options.load().stallTime());
                TargetWorkers workers = new TargetWorkers(target, options.schema(), jobs, watch)) {
            listener.begins(
                    Phase.COPY, tables.stream().mapToLong(TableLoad::rows).sum());
            long begin = System.nanoTime();
            loadedAt = begin;
            submitTables(workers);
            workers.await();
            timings.put(Phase.COPY, Duration.ofNanos(loadedAt - begin));
            connect(workers);
            timings.put(Phase.KEYS, Duration.ofNanos(System.nanoTime() - loadedAt));
            listener.begins(Phase.ANALYZE, -1);
            begin = System.nanoTime();
            analyze(workers);
            timings.put(Phase.ANALYZE, Duration.ofNanos(System.nanoTime() - begin));
        }
        return tables.stream().map(TableLoad::report).toList();
    }

    private void submitTables(TargetWorkers workers) {
        List<TableLoad> large = new ArrayList<>();
        List<TableLoad> small = new ArrayList<>();
        for (TableLoad table : tables) {
            (isSmall(table) && !runner.isDone(table.table()) ? small : large).add(table);
        }
        List<List<TableLoad>> groups = groups(small);
        loadsLeft.set(groups.size() + large.size());
        if (loadsLeft.get() == 0) {
            allLoaded();
        }
        for (TableLoad table : large) {
            workers.submit(table.bytes(), session -> load(session, table, workers));
        }
        for (List<TableLoad> group : groups) {
            workers.submit(0, session -> loadSmall(session, group));
        }
    }

    private static boolean isSmall(TableLoad table) {
        return table.bytes() < SMALL_BYTES && table.rows() < SMALL_ROWS;
    }

    private List<List<TableLoad>> groups(List<TableLoad> small) {
        int most = Math.max(1, Math.min(TABLES_AT_A_TIME, (small.size() + jobs - 1) / jobs));
        List<List<TableLoad>> groups = new ArrayList<>();
        List<TableLoad> group = new ArrayList<>();
        long bytes = 0;
        for (TableLoad table : small.stream()
                .sorted(Comparator.comparingLong(TableLoad::bytes).reversed())
                .toList()) {
            if (group.size() == most || bytes + table.bytes() > BYTES_AT_A_TIME) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(table);
            bytes += table.bytes();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    /** Everything in one transaction and few round trips; if the server refuses something, one table after the other. */
    private void loadSmall(TargetSession session, List<TableLoad> group) throws SQLException {
        List<SchemaStatement> creation =
                group.stream().flatMap(table -> table.creation().stream()).toList();
        List<SchemaStatement> keys =
                group.stream().flatMap(table -> table.keys().stream()).toList();
        Map<String, Loaded> loaded = new LinkedHashMap<>();
        try {
            session.execute(runner.script(creation));
            for (TableLoad table : group) {
                loaded.put(table.plan().source(), copy(session, table, RowRange.ALL, true, true));
            }
            session.execute(RunProgress.insertWhole(loaded) + (keys.isEmpty() ? "" : ";\n" + runner.script(keys)));
            session.commit();
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            session.rollback();
            for (TableLoad table : group) {
                loadCarefully(session, table);
            }
            loadDone();
            return;
        }
        runner.noted(creation);
        runner.noted(keys);
        for (TableLoad table : group) {
            table.loaded(0, Objects.requireNonNull(loaded.get(table.plan().source())));
        }
        loadDone();
    }

    private void loadCarefully(TargetSession session, TableLoad table) throws SQLException {
        runner.runEach(session, table.creation());
        if (!runner.isRefused(table.table())) {
            if (!table.isPlanned()) {
                RunProgress.plan(session.connection(), table.plan().source(), table.ranges());
                session.commit();
            }
            loadPart(session, table, 0);
            runner.runEach(session, table.keys());
        }
    }

    private void load(TargetSession session, TableLoad table, TargetWorkers workers) throws SQLException {
        boolean fresh = !runner.isDone(table.table());
        if (runner.isRefused(table.table())) {
            loadDone();
            return;
        }
        if (fresh && table.ranges().size() == 1) {
            if (!loadWhole(session, table)) {
                loadCarefully(session, table);
            }
            loadDone();
            index(workers, table);
            return;
        }
        runner.runEach(session, table.creation());
        if (runner.isRefused(table.table())) {
            loadDone();
            return;
        }
        if (!table.isPlanned()) {
            RunProgress.plan(session.connection(), table.plan().source(), table.ranges());
            session.commit();
        }
        List<Integer> due = table.due();
        if (due.isEmpty()) {
            loadDone();
            index(workers, table);
        }
        for (int part : due) {
            workers.submit(table.bytes(), other -> {
                if (loadPart(other, table, part)) {
                    loadDone();
                    index(workers, table);
                }
            });
        }
    }

    /** Whether the server took it; it is as if nothing had been done if not. */
    private boolean loadWhole(TargetSession session, TableLoad table) throws SQLException {
        Loaded loaded;
        try {
            session.execute(runner.script(table.creation()));
            loaded = copy(session, table, RowRange.ALL, true, true);
            session.execute(RunProgress.insertWhole(Map.of(table.plan().source(), loaded)));
            session.commit();
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            session.rollback();
            return false;
        }
        runner.noted(table.creation());
        table.loaded(0, loaded);
        return true;
    }

    /** Whether this was the last part of the table. */
    private boolean loadPart(TargetSession session, TableLoad table, int part) throws SQLException {
        boolean whole = table.ranges().size() == 1;
        if (whole) {
            // Rows can be written frozen only into a table that this very transaction made or emptied.
            session.execute(
                    "TRUNCATE " + PgSql.name(options.schema(), table.plan().target()));
        }
        Loaded loaded;
        try {
            loaded = copy(session, table, table.ranges().get(part), whole, part == 0);
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            throw target.explain(e).with("table", table.plan().source());
        }
        RunProgress.loaded(session.connection(), table.plan().source(), part, loaded);
        session.commit();
        return table.loaded(part, loaded);
    }

    /** The rows that are set aside go with the first part. */
    private Loaded copy(TargetSession session, TableLoad table, RowRange range, boolean frozen, boolean withAside)
            throws SQLException {
        try (SourceReader reader = source.reader()) {
            TableCopier copier = new TableCopier(
                    table.source(), table.plan(), prepared.aside(), range, listener, throttle, session.serverWait());
            CopyResult result = copier.copy(reader, session.connection(), options.schema(), frozen);
            long quarantined = withAside
                    ? QuarantineTable.write(
                            reader,
                            table.source(),
                            table.plan(),
                            prepared.aside(),
                            session.connection(),
                            options.schema())
                    : 0;
            return new Loaded(result.rowsRead(), result.rowsLoaded(), quarantined, result.bytes(), result.time());
        }
    }

    private void loadDone() {
        if (loadsLeft.decrementAndGet() == 0) {
            allLoaded();
        } else {
            tellSteps();
        }
    }

    /** Called once, with the last row of all: from here on it is keys and indexes that the user waits for. */
    private void allLoaded() {
        loadedAt = System.nanoTime();
        listener.begins(Phase.KEYS, statements.keysAndViews().size());
        tellSteps();
    }

    private void tellSteps() {
        if (loadsLeft.get() <= 0) {
            listener.rows("", runner.doneSince());
        }
    }

    private void index(TargetWorkers workers, TableLoad table) {
        List<SchemaStatement> builds = new ArrayList<>();
        keysOf(table).forEach(key -> builds.add(table.indexOf(key)));
        table.keys().stream().filter(key -> key.kind() == Kind.INDEX).forEach(builds::add);
        List<SchemaStatement> due = runner.due(table.keys()).isEmpty() ? List.of() : runner.due(builds);
        AtomicInteger left = new AtomicInteger(due.size());
        if (due.isEmpty()) {
            workers.submit(table.bytes(), session -> constrain(session, table));
        }
        for (SchemaStatement build : due) {
            workers.submit(table.bytes(), session -> {
                runner.runAlone(session, build);
                tellSteps();
                if (left.decrementAndGet() == 0) {
                    constrain(session, table);
                }
            });
        }
    }

    /** A constraint whose index the server refused is tried as a whole, so that the refusal is told in its name. */
    private void constrain(TargetSession session, TableLoad table) throws SQLException {
        List<SchemaStatement> constraints = new ArrayList<>();
        for (SchemaStatement key : table.keys()) {
            KeyPlan ofIndex = keysOf(table).stream()
                    .filter(plan -> plan.name().equals(key.name()) && key.kind() != Kind.INDEX)
                    .findFirst()
                    .orElse(null);
            boolean built = ofIndex != null
                    && runner.isDone(table.indexOf(ofIndex))
                    && !runner.isRefused(table.indexOf(ofIndex));
            constraints.add(built ? fromIndex(key, table) : key);
        }
        runner.run(session, constraints);
        tellSteps();
    }

    private static SchemaStatement fromIndex(SchemaStatement key, TableLoad table) {
        String name = PgSql.name(key.name());
        String sql = "ALTER TABLE " + PgSql.name(table.plan().target()) + " ADD CONSTRAINT " + name + " "
                + (key.kind() == Kind.PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE") + " USING INDEX " + name;
        return new SchemaStatement(key.kind(), key.table(), key.name(), sql);
    }

    /** What joins tables: foreign keys, those of large tables side by side; then views and triggers. */
    private void connect(TargetWorkers workers) throws SQLException {
        List<SchemaStatement> together = new ArrayList<>();
        List<TableLoad> large = new ArrayList<>();
        for (TableLoad table : tables) {
            if (runner.isRefused(table.table())) {
                continue;
            }
            if (isSmall(table)) {
                together.addAll(table.foreignKeys());
            } else if (!runner.due(table.foreignKeys()).isEmpty()) {
                large.add(table);
            }
        }
        workers.submit(0, session -> {
            runInGroups(session, together);
            for (TableLoad table : large) {
                runner.runUnchecked(session, table.foreignKeys());
            }
            tellSteps();
        });
        workers.await();
        for (TableLoad table : large) {
            workers.submit(table.bytes(), session -> {
                for (SchemaStatement key : table.foreignKeys()) {
                    runner.runAlone(
                            session,
                            key,
                            "ALTER TABLE " + PgSql.name(table.plan().target()) + " VALIDATE CONSTRAINT "
                                    + PgSql.name(key.name()));
                    tellSteps();
                }
            });
        }
        List<SchemaStatement> rest = statements.keysAndViews().stream()
                .filter(statement -> statement.kind().compareTo(Kind.FOREIGN_KEY) > 0)
                .filter(statement -> statement.kind() != Kind.TRIGGER || !isRefused(statement.table()))
                .toList();
        workers.await();
        workers.submit(0, session -> {
            runInGroups(session, rest);
            tellSteps();
        });
        workers.await();
    }

    private boolean isRefused(String table) {
        return tables.stream().anyMatch(load -> load.plan().source().equals(table) && runner.isRefused(load.table()));
    }

    private void runInGroups(TargetSession session, List<SchemaStatement> all) throws SQLException {
        for (int from = 0; from < all.size(); from += TABLES_AT_A_TIME) {
            runner.run(session, all.subList(from, Math.min(all.size(), from + TABLES_AT_A_TIME)));
        }
    }

    private void analyze(TargetWorkers workers) throws SQLException {
        List<TableLoad> small = new ArrayList<>();
        for (TableLoad table : tables) {
            if (runner.isRefused(table.table())) {
                continue;
            }
            if (isSmall(table)) {
                small.add(table);
            } else {
                workers.submit(table.bytes(), session -> analyze(session, List.of(table)));
            }
        }
        for (int from = 0; from < small.size(); from += TABLES_AT_A_TIME) {
            List<TableLoad> some = small.subList(from, Math.min(small.size(), from + TABLES_AT_A_TIME));
            workers.submit(0, session -> analyze(session, some));
        }
        workers.await();
    }

    private static void analyze(TargetSession session, List<TableLoad> some) throws SQLException {
        session.execute("ANALYZE "
                + some.stream().map(table -> PgSql.name(table.plan().target())).collect(Collectors.joining(", ")));
        session.commit();
    }
}
