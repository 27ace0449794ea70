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
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.QuarantineRun;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Loaded;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Makes and fills the tables of a target that is known to be free, or goes on where an earlier run was ended. Use once.
 *
 * <p>Tables go side by side, the largest first; each gets its keys, indexes and statistics as soon as its rows are there. Small ones go
 * many in a transaction; others have one of their own, in which the table is made, so that PostgreSQL may write its rows
 * frozen (postgresql.org/docs/current/sql-copy.html); very large ones are cut into parts. What joins tables comes last.
 *
 * <p>It is over 300 lines because it is one thing: the order of these steps.
 */
public final class TargetLoad {

    private static final int TABLES_AT_A_TIME = 40;
    private static final long BYTES_AT_A_TIME = 4_000_000;

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final TargetDatabase target;
    private final MigrateOptions options;
    private final RunProgress progress;
    private final RunListener listener;
    private final RowLoad rows;
    private final int jobs;
    private final SchemaStatements statements;
    private final StatementRunner runner;
    private final List<TableLoad> tables;
    private final Statistics statistics = new Statistics();
    private final TableKeys keys;
    private final AtomicInteger loadsLeft = new AtomicInteger();
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);
    private volatile long loadedAt;
    private volatile boolean tellsSteps;

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
        this.rows = new RowLoad(source, prepared, options, listener);
        this.jobs = load.connections();
        this.statements = SchemaStatements.of(prepared.plan());
        this.tables = tables();
        List<SchemaStatement> all = new ArrayList<>(statements.tables());
        tables.forEach(table -> all.addAll(table.keys()));
        tables.forEach(table -> table.keyPlans().forEach(key -> all.add(table.indexOf(key))));
        statements.keysAndViews().stream()
                .filter(statement -> statement.kind().compareTo(Kind.NEXT_NUMBER) > 0)
                .forEach(all::add);
        this.runner =
                new StatementRunner(ledger, progress, all, brokenTables(), load.quarantinesBadRows(), options.redact());
        this.keys = new TableKeys(runner, rows, statistics, options.schema(), this::tellSteps);
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
                loads.add(new TableLoad(profile, plan, statements, options.schema(), earlier, ranges, quarantines()));
            }
        }
        return loads;
    }

    private List<RowRange> ranges(TableProfile profile) {
        int parts = (int) Math.min(10_000, 1 + profile.bytes() / options.load().partBytes());
        if (parts == 1) {
            return List.of(RowRange.ALL);
        }
        try (SourceReader reader = source.reader()) {
            return reader.ranges(profile.table(), Math.max(parts, jobs));
        }
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
     *     stood; out of that, each session's share of the statistics
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
        if (prepared.aside().changesRows() || quarantines()) {
            try (Connection connection = target.connect()) {
                QuarantineTable.create(connection, options.schema(), QuarantineRun.of(source, prepared.plan()));
            }
        }
        try (TargetWorkers workers = new TargetWorkers(target, options.schema(), jobs)) {
            long rowsInAll = tables.stream().mapToLong(TableLoad::rows).sum();
            listener.begins(Phase.COPY, Math.max(0, rowsInAll - progress.rowsLoaded()));
            long begin = System.nanoTime();
            loadedAt = begin;
            submitTables(workers);
            workers.await();
            timings.put(Phase.COPY, Duration.ofNanos(loadedAt - begin));
            new TableLinks(tables, statements, runner, this::tellSteps).make(workers);
            Duration gathering = statistics.time().dividedBy(jobs);
            timings.put(
                    Phase.KEYS, Duration.ofNanos(System.nanoTime() - loadedAt).minus(gathering));
            timings.put(Phase.ANALYZE, gathering);
        }
        return tables.stream().map(TableLoad::report).toList();
    }

    private void submitTables(TargetWorkers workers) {
        List<TableLoad> large = new ArrayList<>();
        List<TableLoad> small = new ArrayList<>();
        for (TableLoad table : tables) {
            (table.isSmall() && !runner.isDone(table.table()) ? small : large).add(table);
        }
        List<List<TableLoad>> groups = groups(small);
        loadsLeft.set(groups.size() + large.size());
        if (loadsLeft.get() == 0) {
            allLoaded();
        }
        for (TableLoad table : large) {
            if (isThere(table)) {
                loaded(workers, table);
            } else {
                workers.submit(table.bytes(), session -> load(session, table, workers));
            }
        }
        for (List<TableLoad> group : groups) {
            workers.submit(0, session -> loadSmall(session, group));
        }
    }

    /** Whether an earlier run has loaded all of it. */
    private boolean isThere(TableLoad table) {
        return table.isPlanned()
                && table.due().isEmpty()
                && runner.due(table.creation()).isEmpty()
                && !runner.isRefused(table.table());
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
                loaded.put(table.plan().source(), rows.intoNew(session, table));
            }
            session.execute(RunProgress.insertWhole(loaded) + (keys.isEmpty() ? "" : ";\n" + runner.script(keys)));
            session.commit();
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            session.rollback();
            for (TableLoad table : group) {
                loadAlone(session, table, false);
            }
            loadDone();
            statistics.gather(
                    session,
                    group.stream()
                            .filter(table -> !runner.isRefused(table.table()))
                            .toList());
            return;
        }
        runner.noted(creation);
        runner.noted(keys);
        for (TableLoad table : group) {
            table.loaded(0, Objects.requireNonNull(loaded.get(table.plan().source())));
        }
        loadDone();
        statistics.gather(session, group);
    }

    private void loadAlone(TargetSession session, TableLoad table, boolean carefully) throws SQLException {
        runner.runEach(session, table.creation());
        if (!runner.isRefused(table.table())) {
            if (!table.isPlanned()) {
                RunProgress.plan(session.connection(), table.plan().source(), table.unloaded());
                session.commit();
            }
            loadPart(session, table, 0, carefully);
            runner.runEach(session, table.keys());
            keys.loadAgainUnder(session, table);
        }
    }

    private void load(TargetSession session, TableLoad table, TargetWorkers workers) throws SQLException {
        boolean fresh = !runner.isDone(table.table());
        if (runner.isRefused(table.table())) {
            loadDone();
            return;
        }
        if (fresh && table.ranges().size() == 1) {
            SQLException refusal = loadWhole(session, table);
            if (refusal != null) {
                loadAlone(session, table, quarantines() && RowRefusals.isOfRow(refusal));
            }
            loadDone();
            if (!runner.isRefused(table.table())) {
                keys.build(workers, table);
            }
            return;
        }
        runner.runEach(session, table.creation());
        if (runner.isRefused(table.table())) {
            loadDone();
            return;
        }
        if (!table.isPlanned()) {
            RunProgress.plan(session.connection(), table.plan().source(), table.unloaded());
            session.commit();
        }
        List<Integer> due = table.due();
        if (due.isEmpty()) {
            loaded(workers, table);
        }
        for (int part : due) {
            workers.submit(table.bytes(), other -> {
                if (loadPart(other, table, part, false)) {
                    loaded(workers, table);
                }
            });
        }
    }

    /** Null if the server took it; it is as if nothing had been done if not. */
    private @Nullable SQLException loadWhole(TargetSession session, TableLoad table) throws SQLException {
        Loaded loaded;
        try {
            session.execute(runner.script(table.creation()));
            loaded = rows.intoNew(session, table);
            session.execute(RunProgress.insertWhole(Map.of(table.plan().source(), loaded)));
            session.commit();
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            session.rollback();
            return e;
        }
        runner.noted(table.creation());
        table.loaded(0, loaded);
        return null;
    }

    /** Whether this was the last part of the table. */
    private boolean loadPart(TargetSession session, TableLoad table, int part, boolean carefully) throws SQLException {
        Loaded loaded;
        try {
            loaded = carefully ? rows.carefully(session, table, part) : rows.atOnce(session, table, part);
        } catch (SQLException e) {
            if (StatementRunner.isFatal(e)) {
                throw e;
            }
            if (!carefully && quarantines() && RowRefusals.isOfRow(e)) {
                session.rollback();
                return loadPart(session, table, part, true);
            }
            throw target.explain(e).with("table", table.plan().source());
        }
        RunProgress.loaded(session.connection(), table.plan().source(), part, loaded);
        session.commit();
        return table.loaded(part, loaded);
    }

    private boolean quarantines() {
        return options.load().quarantinesBadRows();
    }

    private void loaded(TargetWorkers workers, TableLoad table) {
        loadDone();
        keys.build(workers, table);
    }

    private void loadDone() {
        if (loadsLeft.decrementAndGet() == 0) {
            allLoaded();
        }
    }

    /** Called once, with the last row of all: from here on it is keys and indexes that the user waits for. */
    private void allLoaded() {
        loadedAt = System.nanoTime();
        statistics.countFromNow();
        listener.begins(Phase.KEYS, runner.stepsInAll());
        tellsSteps = true;
        tellSteps();
    }

    private void tellSteps() {
        if (tellsSteps) {
            listener.rows("", runner.doneSince());
        }
    }
}
