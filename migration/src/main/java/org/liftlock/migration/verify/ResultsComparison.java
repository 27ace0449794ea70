package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetCatalog;

/** Compares what views and the user's own queries give. For one caller. */
final class ResultsComparison {

    /** How long each reading of a result may take. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final MigrationPlan plan;
    private final RowsAside aside;
    private final VerifyOptions options;
    private final ViewComparison views;
    private final ResultComparison results;

    ResultsComparison(
            SqliteSource source,
            Connection target,
            String schema,
            MigrationPlan plan,
            RowsAside aside,
            VerifyOptions options) {
        this.plan = plan;
        this.aside = aside;
        this.options = options;
        this.results = new ResultComparison(source, target, schema, plan, LONGEST);
        this.views = new ViewComparison(
                source, schema, new ViewText(source.schema().views(), plan), results, LONGEST, options.redact());
    }

    List<Finding> compare(TargetCatalog catalog) throws SQLException {
        List<Finding> findings = new ArrayList<>();
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
        if (options.queries() != null) {
            for (UserQuery query : options.queries().queries()) {
                interruptible();
                findings.add(compare(query));
            }
        }
        return findings;
    }

    private Finding compare(UserQuery query) throws SQLException {
        ResultOutcome outcome = results.compare(query.name(), query.sqlite(), query.postgres(), query.isOrdered());
        PartOutcome rows = outcome.rows();
        RowWording wording = new RowWording(outcome.shape(), options.redact());
        return switch (outcome.status()) {
            case COMPARED ->
                rows.differing() == 0
                        ? Finding.of(
                                FindingCode.QUERY_SAME,
                                query.name(),
                                rows.sourceRows() + (rows.sourceRows() == 1 ? " row" : " rows"))
                        : differs(query, String.join("; ", wording.describe(rows)));
            case OTHER_ORDER ->
                differs(
                        query,
                        "the same rows in another order; where its ORDER BY leaves the order of rows open, add a column"
                                + " that decides it; " + String.join("; ", wording.describe(rows)));
            case OTHER_COLUMNS -> differs(query, outcome.why());
            case POSTGRES_FAILED ->
                differs(
                        query,
                        "PostgreSQL cannot run it (line " + query.postgresLine() + " of the file): " + outcome.why());
            case SQLITE_FAILED ->
                Finding.of(
                        FindingCode.QUERY_NOT_COMPARED,
                        query.name(),
                        "SQLite cannot run it to the end (line " + query.sqliteLine() + " of the file): "
                                + outcome.why());
            case TOO_SLOW ->
                Finding.of(
                        FindingCode.QUERY_NOT_COMPARED,
                        query.name(),
                        outcome.why() + " took over " + LONGEST.toSeconds() + " s to give its rows");
            case NOT_COMPARABLE -> Finding.of(FindingCode.QUERY_NOT_COMPARED, query.name(), outcome.why());
        };
    }

    private static Finding differs(UserQuery query, String detail) {
        return Finding.of(FindingCode.QUERY_DIFFERS, query.name(), detail);
    }

    private static void interruptible() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
        }
    }
}
