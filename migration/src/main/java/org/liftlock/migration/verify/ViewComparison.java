package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetTable;
import org.sqlite.ProgressHandler;

/** Counts the rows of views on both sides, each for a limited time. For one caller. */
final class ViewComparison {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int STEPS_BETWEEN_LOOKS = 100_000;
    private static final String QUERY_CANCELED = "57014";
    private static final String CONNECTION_ERRORS = "08";
    private static final String OPERATOR_INTERVENTION = "57P";

    private final SqliteSource source;
    private final Connection target;
    private final String schema;

    ViewComparison(SqliteSource source, Connection target, String schema) {
        this.source = source;
        this.target = target;
        this.schema = schema;
    }

    List<Finding> compare(ViewPlan plan, TargetCatalog catalog) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Optional<TargetTable> found = catalog.view(plan.target());
        if (found.isEmpty()) {
            findings.add(Finding.of(FindingCode.OBJECT_MISSING, plan.source(), "the view"));
            return findings;
        }
        List<String> columns =
                found.get().columns().stream().map(TargetTable.Column::name).toList();
        if (!columns.equals(plan.columns())) {
            findings.add(Finding.of(
                    FindingCode.OBJECT_DIFFERS,
                    plan.source(),
                    "columns: planned " + String.join(", ", plan.columns()) + ", PostgreSQL has "
                            + String.join(", ", columns)));
        }
        if (!runsInSqlite(plan)) {
            return findings;
        }
        OptionalLong own = countInSqlite(plan.source());
        if (own.isEmpty()) {
            findings.add(notCounted(plan, "SQLite"));
            return findings;
        }
        try {
            OptionalLong other = countInPostgres(plan.target());
            if (other.isEmpty()) {
                findings.add(notCounted(plan, "PostgreSQL"));
            } else if (own.getAsLong() != other.getAsLong()) {
                findings.add(Finding.of(
                        FindingCode.ROWS_DIFFER,
                        plan.source(),
                        "SQLite has " + own.getAsLong() + " rows, PostgreSQL has " + other.getAsLong()));
            }
        } catch (ViewFailure e) {
            findings.add(Finding.of(
                    FindingCode.ROWS_DIFFER, plan.source(), "PostgreSQL cannot run the view: " + e.getMessage()));
        }
        return findings;
    }

    private boolean runsInSqlite(ViewPlan plan) {
        return source.schema().views().stream()
                .filter(view -> view.name().equalsIgnoreCase(plan.source()))
                .map(SourceView::error)
                .noneMatch(error -> error != null);
    }

    private static Finding notCounted(ViewPlan plan, String side) {
        return Finding.of(
                FindingCode.VIEW_NOT_COMPARED,
                plan.source(),
                side + " took over " + LONGEST.toSeconds() + " s to count");
    }

    private OptionalLong countInSqlite(String view) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        try (SourceReader reader = source.reader()) {
            Connection connection = reader.connection();
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() > end || Thread.currentThread().isInterrupted() ? 1 : 0;
                }
            });
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + SqliteSql.name(view))) {
                rows.next();
                return OptionalLong.of(rows.getLong(1));
            } catch (SQLException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
                }
                if (System.nanoTime() > end) {
                    return OptionalLong.empty();
                }
                throw VerifyFailures.source(view, e);
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        }
    }

    private OptionalLong countInPostgres(String view) throws SQLException, ViewFailure {
        Savepoint savepoint = target.setSavepoint();
        try (Statement statement = target.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + LONGEST.toMillis());
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + PgSql.name(schema, view))) {
                rows.next();
                return OptionalLong.of(rows.getLong(1));
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith(CONNECTION_ERRORS) || state.startsWith(OPERATOR_INTERVENTION)) {
                throw e;
            }
            if (state.equals(QUERY_CANCELED)) {
                return OptionalLong.empty();
            }
            throw new ViewFailure(e);
        } finally {
            if (!target.isClosed()) {
                target.rollback(savepoint);
            }
        }
    }

    private static final class ViewFailure extends Exception {
        private static final long serialVersionUID = 1L;

        ViewFailure(SQLException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
