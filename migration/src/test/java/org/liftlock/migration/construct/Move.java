package org.liftlock.migration.construct;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.NameStyle;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.TestDatabase;

/** A whole run, verification included, of which every construct and every row is then accounted for. */
final class Move {

    /** That PostgreSQL refuses what was planned, or has other rows, is a defect whatever is said of it. */
    private static final Set<FindingCode> NEVER = Set.of(
            FindingCode.STATEMENT_FAILED,
            FindingCode.ROWS_DIFFER,
            FindingCode.OBJECT_MISSING,
            FindingCode.OBJECT_DIFFERS,
            FindingCode.VALUE_DOES_NOT_FIT);

    private static final Set<FindingCode> MIXTURES = Set.of(
            FindingCode.TEXT_BESIDE_NUMBERS,
            FindingCode.NUMBER_BESIDE_BLOB,
            FindingCode.TEXT_IN_BLOB_COLUMN,
            FindingCode.BLOB_IN_TEXT_COLUMN);

    private Move() {}

    /** Moves a file into a schema of its own, which is dropped again; what got lost is told. */
    static List<String> into(TestDatabase database, Connection connection, String schema, Path file) throws Exception {
        Path copy = file.resolveSibling(file.getFileName() + "-copy");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        SqliteObjects source = SqliteObjects.read(copy);
        Files.delete(copy);

        PlanOptions options = new PlanOptions(NameStyle.FOLD, null, false, true);
        MigrateOptions into = new MigrateOptions(schema, false, false, true, null, false);
        RunReport report;
        try (SqliteSource opened = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(opened, options, null, RunListener.NONE);
            report = Migration.migrate(opened, prepared, database.target(), into, RunListener.NONE);
        }
        List<String> losses = new ArrayList<>();
        Set<String> broken = report.findings().stream()
                .filter(finding -> isBrokenByMixture(finding, report.findings()))
                .map(Finding::object)
                .collect(Collectors.toSet());
        report.findings().stream()
                .filter(finding -> NEVER.contains(finding.code()))
                .filter(finding -> !isBrokenByMixture(finding, report.findings()))
                .filter(finding -> finding.code() != FindingCode.OBJECT_MISSING || !broken.contains(finding.object()))
                .filter(finding -> !comparesMixtures(finding, source, report.findings()))
                .forEach(finding -> losses.add(finding.line()));
        report.tables().stream()
                .filter(table -> table.rowsRead() != table.rowsLoaded() + table.rowsQuarantined())
                .forEach(table -> losses.add("rows of " + table));
        losses.addAll(Losses.of(source, PostgresObjects.read(connection, schema), report.findings()));
        drop(connection, schema);
        return losses;
    }

    /** A key or a check that PostgreSQL refuses since a column held values of several storage classes. */
    static boolean isBrokenByMixture(Finding finding, List<Finding> all) {
        boolean refused = finding.code() == FindingCode.STATEMENT_FAILED
                && (finding.detail().contains(" is duplicated.")
                        || finding.detail().contains(" is violated by some row"));
        boolean parentRefused = finding.code() == FindingCode.STATEMENT_FAILED
                && finding.detail().contains("there is no unique constraint matching given keys")
                && all.stream().anyMatch(other -> other.detail().contains(" is duplicated."));
        return parentRefused
                || refused
                        && all.stream()
                                .anyMatch(other -> MIXTURES.contains(other.code())
                                        && other.object().equals(finding.object()));
    }

    /** A view may compare values of one type that were of several storage classes, and then finds others. */
    private static boolean comparesMixtures(Finding finding, SqliteObjects source, List<Finding> all) {
        return finding.code() == FindingCode.ROWS_DIFFER
                && source.views().containsKey(finding.object())
                && all.stream().anyMatch(other -> MIXTURES.contains(other.code()));
    }

    private static void drop(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA \"" + schema + "\" CASCADE");
        }
    }
}
