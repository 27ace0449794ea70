package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.verify.ResultOutcome.Status;

/** Compares what one query gives in both databases, each reading for a limited time. For one caller. */
final class ResultComparison {

    private static final String QUERY_CANCELED = "57014";

    private final SqliteSource source;
    private final Connection target;
    private final String schema;
    private final MigrationPlan plan;
    private final Duration longest;

    /**
     * Prepares comparisons.
     *
     * @param source the SQLite database
     * @param target reads PostgreSQL, within a transaction
     * @param searchPath the schema whose tables queries name
     * @param plan says what values of the source mean
     * @param longest how long each reading may take
     */
    ResultComparison(SqliteSource source, Connection target, String searchPath, MigrationPlan plan, Duration longest) {
        this.source = source;
        this.target = target;
        this.schema = searchPath;
        this.plan = plan;
        this.longest = longest;
    }

    /**
     * Compares results.
     *
     * @param name what findings call the query
     * @param sqlite the query in SQLite's SQL
     * @param postgres the query in PostgreSQL's SQL
     * @param ordered whether the order of the rows counts
     */
    ResultOutcome compare(String name, String sqlite, String postgres, boolean ordered) throws SQLException {
        Savepoint savepoint = target.setSavepoint();
        try (SourceReader reader = source.reader();
                SqliteTimeLimit limit = new SqliteTimeLimit(reader.connection(), longest)) {
            try (Statement statement = target.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + longest.toMillis() + "; SET LOCAL search_path = "
                        + PgSql.name(schema) + ", pg_catalog");
            }
            try {
                return compare(new Query(name, sqlite, postgres), reader, limit, ordered);
            } catch (MigrationException e) {
                return stopped(e, limit);
            }
        } finally {
            if (!target.isClosed()) {
                target.rollback(savepoint);
            }
        }
    }

    private record Query(String name, String sqlite, String postgres) {}

    private ResultOutcome compare(Query query, SourceReader reader, SqliteTimeLimit limit, boolean ordered) {
        List<ResultOrigin> origins;
        try {
            origins = ResultColumns.sqlite(reader.connection(), query.sqlite());
        } catch (SQLException e) {
            throw VerifyFailures.source(query.name(), e);
        }
        List<String> types;
        try {
            types = ResultColumns.postgres(target, query.postgres());
        } catch (SQLException e) {
            throw VerifyFailures.target(query.name(), e);
        }
        if (origins.size() != types.size()) {
            return ResultOutcome.stopped(
                    Status.OTHER_COLUMNS,
                    "columns: SQLite gives " + origins.size() + ", PostgreSQL gives " + types.size());
        }
        for (int i = 0; i < types.size(); i++) {
            if (origins.get(i).isAmbiguous(ResultColumns.known(types.get(i)), plan)) {
                return ResultOutcome.stopped(
                        Status.NOT_COMPARABLE,
                        "column " + origins.get(i).name()
                                + ": the plan reads times in more than one way, and this one is computed");
            }
        }
        ResultColumns columns = ResultColumns.of(origins, types, plan, reader.encoding());
        ResultRows rows =
                new ResultRows(query.name(), reader, limit, query.sqlite(), target, query.postgres(), columns);
        if (ordered) {
            PartOutcome asList = new ListComparison(rows).compare();
            if (asList.differing() == 0) {
                return new ResultOutcome(Status.COMPARED, "", asList, rows.shape());
            }
            PartOutcome asSet = asMultiset(rows);
            return asSet.differing() == 0
                    ? new ResultOutcome(Status.OTHER_ORDER, "", asList, rows.shape())
                    : new ResultOutcome(Status.COMPARED, "", asList, rows.shape());
        }
        return new ResultOutcome(Status.COMPARED, "", asMultiset(rows), rows.shape());
    }

    private PartOutcome asMultiset(ResultRows rows) {
        return new MultisetComparison(
                        new RowScan(rows, target, false), 0, new RowProgress(RunListener.NONE, rows.name()))
                .compare();
    }

    /** What has ended one comparison may leave room for the next. */
    private static ResultOutcome stopped(MigrationException failure, SqliteTimeLimit limit) {
        if (failure.reason() == Cause.INTERRUPTED || Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", failure);
        }
        if (!(failure.getCause() instanceof SQLException cause) || VerifyFailures.isLost(cause)) {
            throw failure;
        }
        String message = String.valueOf(cause.getMessage());
        if (cause.getSQLState() != null) {
            return cause.getSQLState().equals(QUERY_CANCELED)
                    ? ResultOutcome.stopped(Status.TOO_SLOW, "PostgreSQL")
                    : ResultOutcome.stopped(Status.POSTGRES_FAILED, message);
        }
        if (limit.isOver()) {
            return ResultOutcome.stopped(Status.TOO_SLOW, "SQLite");
        }
        if (failure.reason() == Cause.INPUT) {
            throw failure;
        }
        return ResultOutcome.stopped(Status.SQLITE_FAILED, message);
    }
}
