package org.liftlock.migration.verify;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ViewPlan;
import org.liftlock.migration.source.SourceView;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetTable;

/** Compares the rows that views give on both sides, in any order. For one caller. */
final class ViewComparison {

    private final SqliteSource source;
    private final String schema;
    private final ViewText texts;
    private final ResultComparison results;
    private final Duration longest;
    private final boolean redact;

    ViewComparison(
            SqliteSource source,
            String schema,
            ViewText texts,
            ResultComparison results,
            Duration longest,
            boolean redact) {
        this.source = source;
        this.schema = schema;
        this.texts = texts;
        this.results = results;
        this.longest = longest;
        this.redact = redact;
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
        Optional<String> hindrance = texts.whyNotComparable(plan.source());
        if (hindrance.isPresent() || !columns.equals(plan.columns())) {
            hindrance.ifPresent(why -> findings.add(notCompared(plan, why + "; its rows were only counted")));
            findings.addAll(countOnly(plan));
            return findings;
        }
        findings.addAll(words(
                plan,
                results.compare(
                        plan.source(),
                        "SELECT * FROM " + SqliteSql.name(plan.source()),
                        "SELECT " + names(plan) + " FROM " + PgSql.name(schema, plan.target()),
                        false)));
        return findings;
    }

    private static String names(ViewPlan plan) {
        return plan.columns().stream().map(PgSql::name).collect(Collectors.joining(", "));
    }

    private boolean runsInSqlite(ViewPlan plan) {
        return source.schema().views().stream()
                .filter(view -> SqliteSql.same(view.name(), plan.source()))
                .map(SourceView::error)
                .noneMatch(error -> error != null);
    }

    private List<Finding> countOnly(ViewPlan plan) throws SQLException {
        String count = "SELECT count(*) AS \"rows\" FROM ";
        return words(
                plan,
                results.compare(
                        plan.source(),
                        count + SqliteSql.name(plan.source()),
                        count + PgSql.name(schema, plan.target()),
                        true));
    }

    private List<Finding> words(ViewPlan plan, ResultOutcome outcome) throws SQLException {
        return switch (outcome.status()) {
            case COMPARED, OTHER_ORDER -> outcome.rows().differing() == 0 ? List.of() : difference(plan, outcome);
            case NOT_COMPARABLE -> {
                List<Finding> findings = new ArrayList<>();
                findings.add(notCompared(plan, outcome.why() + "; its rows were only counted"));
                findings.addAll(countOnly(plan));
                yield findings;
            }
            case TOO_SLOW ->
                List.of(notCompared(plan, outcome.why() + " took over " + longest.toSeconds() + " s to give its rows"));
            case SQLITE_FAILED -> List.of(notCompared(plan, "SQLite cannot run it to the end: " + outcome.why()));
            case OTHER_COLUMNS -> List.of(Finding.of(FindingCode.OBJECT_DIFFERS, plan.source(), outcome.why()));
            case POSTGRES_FAILED ->
                List.of(Finding.of(
                        FindingCode.ROWS_DIFFER, plan.source(), "PostgreSQL cannot run the view: " + outcome.why()));
        };
    }

    private List<Finding> difference(ViewPlan plan, ResultOutcome outcome) {
        Optional<String> open = outcome.rows().sourceRows() == outcome.rows().targetRows()
                ? texts.whatIsLeftOpen(plan.source())
                : Optional.empty();
        if (open.isPresent()) {
            return List.of(notCompared(
                    plan,
                    "as many rows on both sides, but " + outcome.rows().differing() + " not the same; it uses "
                            + open.get() + ", whose outcome SQL leaves open"));
        }
        return List.of(Finding.of(
                FindingCode.ROWS_DIFFER,
                plan.source(),
                String.join("; ", new RowWording(outcome.shape(), redact).describe(outcome.rows()))));
    }

    private static Finding notCompared(ViewPlan plan, String why) {
        return Finding.of(FindingCode.VIEW_NOT_COMPARED, plan.source(), why);
    }
}
