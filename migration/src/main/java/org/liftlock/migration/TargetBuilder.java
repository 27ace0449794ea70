package org.liftlock.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.DatabaseProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.TargetDatabase;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * Builds and fills a target that is known to be free: tables, rows, keys, indexes, views, next ids. Use once.
 *
 * <p>It is over 300 lines because it is one thing: the order of these steps on one set of connections.
 */
final class TargetBuilder {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final MigrationPlan plan;
    private final TargetDatabase target;
    private final String schema;
    private final boolean redact;
    private final RunLedger ledger;
    private final RunListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> missingTables = new HashSet<>();
    private final Set<String> missingFunctions = new HashSet<>();
    private final Map<Phase, Duration> timings = new EnumMap<>(Phase.class);

    TargetBuilder(
            SqliteSource source,
            PreparedMigration prepared,
            TargetDatabase target,
            MigrateOptions options,
            RunLedger ledger,
            RunListener listener) {
        this.source = source;
        this.prepared = prepared;
        this.plan = prepared.plan();
        this.target = target;
        this.schema = options.schema();
        this.redact = options.redact();
        this.ledger = ledger;
        this.listener = listener;
    }

    List<Finding> findings() {
        return findings;
    }

    Map<Phase, Duration> timings() {
        return timings;
    }

    List<TableReport> build() throws SQLException {
        SchemaStatements statements = SchemaStatements.of(plan);
        try (Connection connection = target.connect()) {
            if (prepared.aside().changesRows()) {
                QuarantineTable.create(connection);
            }
            prepare(connection);
            timed(Phase.TABLES, statements.tables().size(), () -> execute(connection, statements.tables()));
        }
        List<TableReport> reports = new ArrayList<>();
        timed(Phase.COPY, prepared.profile().rows(), () -> reports.addAll(copyAll()));
        try (Connection connection = target.connect()) {
            prepare(connection);
            timed(
                    Phase.KEYS,
                    statements.keysAndViews().size(),
                    () -> cancellably(connection, () -> {
                        execute(connection, statements.keysAndViews());
                        setNextIds(connection);
                    }));
            timed(Phase.ANALYZE, -1, () -> cancellably(connection, () -> analyze(connection)));
        }
        return reports;
    }

    /** A step that talks to the database. */
    private interface Step {
        void run() throws SQLException;
    }

    /** An index of a large table takes minutes, and whoever waits for the server hears no interruption. */
    private static void cancellably(Connection connection, Step step) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        AtomicReference<SQLException> failure = new AtomicReference<>();
        Tasks.inBackground(
                () -> {
                    try {
                        step.run();
                    } catch (SQLException e) {
                        failure.set(e);
                    }
                },
                () -> {
                    try {
                        server.cancelQuery();
                    } catch (SQLException e) {
                        // The server is out of reach, so that the statement ends by itself.
                    }
                });
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void timed(Phase phase, long total, Step step) throws SQLException {
        listener.begins(phase, total);
        long begin = System.nanoTime();
        step.run();
        timings.put(phase, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + PgSql.name(schema));
            statement.execute("SET maintenance_work_mem = '256MB'");
        }
        connection.setAutoCommit(false);
    }

    /** Each statement under its own savepoint, so that one refusal costs one object and is told. */
    private void execute(Connection connection, List<SchemaStatement> statements) throws SQLException {
        for (SchemaStatement statement : statements) {
            if (statement.kind() != Kind.TABLE && missingTables.contains(statement.table())
                    || statement.kind() == Kind.TRIGGER && missingFunctions.contains(statement.name())) {
                continue;
            }
            requireNotInterrupted();
            Savepoint savepoint = connection.setSavepoint();
            try (Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement.sql());
                if (statement.kind() == Kind.TABLE || statement.kind() == Kind.VIEW) {
                    ledger.record(connection, statement.name());
                } else if (statement.kind() == Kind.FUNCTION) {
                    ledger.recordFunction(connection, statement.name());
                }
                connection.releaseSavepoint(savepoint);
            } catch (SQLException e) {
                if (isFatal(e)) {
                    throw e;
                }
                connection.rollback(savepoint);
                refused(connection, statement, e);
            }
            listener.rows(statement.table(), 1);
        }
        connection.commit();
    }

    private void refused(Connection connection, SchemaStatement statement, SQLException e) throws SQLException {
        if (statement.kind() == Kind.FOREIGN_KEY && FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
            try (Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement.sql() + " NOT VALID");
            }
            boolean known = prepared.findings().stream()
                    .anyMatch(finding -> finding.code() == FindingCode.ORPHANS
                            && finding.object().equals(statement.table()));
            if (!known) {
                findings.add(Finding.of(FindingCode.ORPHANS, statement.table(), message(e)));
            }
            return;
        }
        if (statement.kind() == Kind.TABLE) {
            missingTables.add(statement.table());
        } else if (statement.kind() == Kind.FUNCTION) {
            missingFunctions.add(statement.name());
        }
        findings.add(Finding.of(
                FindingCode.STATEMENT_FAILED,
                statement.table(),
                statement.kind().words() + " " + statement.name() + ": " + message(e)));
    }

    /** What PostgreSQL adds as detail repeats keys and values. */
    private String message(SQLException e) {
        if (redact
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getMessage() != null) {
            return server.getServerErrorMessage().getMessage() + " (SQLSTATE " + e.getSQLState() + ")";
        }
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** A broken connection, a full disk, a cancelled query: nothing that belongs to one statement. */
    private static boolean isFatal(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "08000");
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.startsWith("58");
    }

    private List<TableReport> copyAll() {
        int threads =
                Math.max(1, Math.min(source.readers(), Runtime.getRuntime().availableProcessors() / 2));
        return Tasks.inParallel(prepared.profile().tables(), threads, this::copy).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<TableReport> copy(TableProfile profile) {
        SourceTable table = profile.table();
        TablePlan tablePlan = plan.table(table.name()).orElse(null);
        if (tablePlan == null) {
            return List.of();
        }
        if (missingTables.contains(table.name())) {
            return List.of(report(tablePlan, new CopyResult(profile.rows(), 0, profile.bytes(), Duration.ZERO), 0));
        }
        try (SourceReader reader = source.reader();
                Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Rows can be written frozen only into a table that this very transaction created or emptied.
                statement.execute("TRUNCATE " + PgSql.name(schema, tablePlan.target()));
            }
            RowsAside aside = prepared.aside();
            CopyResult result =
                    new TableCopier(table, tablePlan, aside, listener).copy(reader, connection, schema, true);
            long quarantined = QuarantineTable.write(reader, table, tablePlan, aside, connection, schema);
            connection.commit();
            return List.of(report(tablePlan, result, quarantined));
        } catch (SQLException e) {
            throw target.explain(e).with("table", table.name());
        }
    }

    private static TableReport report(TablePlan plan, CopyResult result, long quarantined) {
        return new TableReport(
                plan.source(),
                plan.target(),
                result.rowsRead() + quarantined,
                result.rowsLoaded(),
                quarantined,
                result.bytes(),
                result.time(),
                null);
    }

    private void setNextIds(Connection connection) throws SQLException {
        DatabaseProfile profile = prepared.profile();
        for (TableProfile table : profile.tables()) {
            TablePlan tablePlan = plan.table(table.table().name()).orElse(null);
            if (tablePlan == null || missingTables.contains(tablePlan.source())) {
                continue;
            }
            ColumnPlan identity = tablePlan.identityColumn().orElse(null);
            if (identity == null) {
                continue;
            }
            long next = nextId(connection, table.table(), tablePlan, identity);
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE " + PgSql.name(tablePlan.target()) + " ALTER COLUMN "
                        + PgSql.name(identity.target()) + " RESTART WITH " + next);
            }
        }
        connection.commit();
    }

    private static long nextId(Connection connection, SourceTable table, TablePlan plan, ColumnPlan identity)
            throws SQLException {
        long highest = table.highestId() == null ? 0 : table.highestId();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT max(" + PgSql.name(identity.target()) + ") FROM " + PgSql.name(plan.target()))) {
            rows.next();
            highest = Math.max(highest, rows.getLong(1));
        }
        return highest == Long.MAX_VALUE ? highest : Math.max(highest, 0) + 1;
    }

    private void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (TablePlan table : plan.tables()) {
                if (!missingTables.contains(table.source())) {
                    statement.execute("ANALYZE " + PgSql.name(table.target()));
                }
            }
        }
        connection.commit();
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(MigrationException.Cause.INTERRUPTED, "Interrupted", "", null);
        }
    }
}
