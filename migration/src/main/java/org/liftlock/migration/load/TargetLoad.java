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
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.KeyPlan;
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
    private final RowLoad rows;
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
        this.rows = new RowLoad(source, prepared, options, listener);
        this.jobs = load.jobs() > 0 ? load.jobs() : Runtime.getRuntime().availableProcessors();
        this.statements = SchemaStatements.of(prepared.plan());
        this.tables = tables();
        List<SchemaStatement> all = new ArrayList<>(statements.tables());
        tables.forEach(table -> all.addAll(table.keys()));
        tables.forEach(table -> keysOf(table).forEach(key -> all.add(table.indexOf(key))));
        statements.keysAndViews().stream()
                .filter(statement -> statement.kind().compareTo(Kind.NEXT_NUMBER) > 0)
                .forEach(all::add);
        this.runner =
                new StatementRunner(ledger, progress, all, brokenTables(), load.quarantinesBadRows(), options.redact());
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
        if (prepared.aside().changesRows() || quarantines()) {
            try (Connection connection = target.connect()) {
                QuarantineTable.create(connection, options.schema(), QuarantineRun.of(source, prepared.plan()));
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
            return;
        }
        runner.noted(creation);
        runner.noted(keys);
        for (TableLoad table : group) {
            table.loaded(0, Objects.requireNonNull(loaded.get(table.plan().source())));
        }
        loadDone();
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
            loadAgainUnderKeys(session, table);
        }
    }

    /**
     * Where rows break a key or check, all of them are loaded again under it, so that each refusal belongs to a row. One
     * transaction does all of it: until then the rows are there and the key is due.
     */
    private void loadAgainUnderKeys(TargetSession session, TableLoad table) throws SQLException {
        if (!runner.isRefusedForRows(table.keys())) {
            return;
        }
        List<SchemaStatement> due = runner.due(table.keys());
        session.execute("TRUNCATE " + PgSql.name(options.schema(), table.plan().target()) + ";\n"
                + QuarantineTable.forgetting(options.schema(), table.plan().source()) + ";\n" + runner.script(due));
        List<Loaded> parts = new ArrayList<>();
        for (int part = 0; part < table.ranges().size(); part++) {
            Loaded loaded = rows.carefully(session, table, part);
            RunProgress.loaded(session.connection(), table.plan().source(), part, loaded);
            parts.add(loaded);
        }
        session.commit();
        runner.noted(due);
        for (int part = 0; part < parts.size(); part++) {
            table.loadedAgain(part, parts.get(part));
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
            index(workers, table);
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
            loadDone();
            index(workers, table);
        }
        for (int part : due) {
            workers.submit(table.bytes(), other -> {
                if (loadPart(other, table, part, false)) {
                    loadDone();
                    index(workers, table);
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
        loadAgainUnderKeys(session, table);
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
