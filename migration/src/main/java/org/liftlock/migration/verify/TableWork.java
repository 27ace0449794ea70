package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceSchema;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.target.TargetCatalog;
import org.liftlock.migration.target.TargetTable;

/** One table of the plan on its way through a comparison. For one thread. */
final class TableWork {

    private final MigrationPlan all;
    private final TablePlan plan;
    private final int number;
    private final SourceTable source;
    private final RowsAside aside;
    private final long sourceRows;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable TableTally tally;
    private @Nullable ColumnPlan identity;

    private TableWork(MigrationPlan all, int number, SourceTable source, RowsAside aside, long sourceRows) {
        this.all = all;
        this.plan = all.tables().get(number);
        this.number = number;
        this.source = source;
        this.aside = aside;
        this.sourceRows = sourceRows;
    }

    /**
     * A table of which SQLite has been asked.
     *
     * @param schema the source's
     * @param reader counts the rows, unless somebody has
     * @param plan the plan
     * @param number the table's place in it
     * @param aside the rows that are not to be in PostgreSQL
     * @param rows how many rows it has in SQLite, or null
     */
    static TableWork of(
            SourceSchema schema,
            SourceReader reader,
            MigrationPlan plan,
            int number,
            RowsAside aside,
            @Nullable Long rows) {
        String name = plan.tables().get(number).source();
        SourceTable table = schema.table(name)
                .orElseThrow(() -> new MigrationException(
                                Cause.INPUT,
                                "The plan has a table that the SQLite database has not",
                                "Make a new plan of this database",
                                null)
                        .with("table", name));
        long counted = rows == null ? count(reader, name) : rows;
        return new TableWork(plan, number, table, aside, counted - aside.rows(name));
    }

    private static long count(SourceReader reader, String table) {
        try (Statement statement = reader.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + SqliteSql.name(table))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw VerifyFailures.source(table, e);
        }
    }

    TablePlan plan() {
        return plan;
    }

    long sourceRows() {
        return sourceRows;
    }

    /**
     * Looks at what PostgreSQL has for the table.
     *
     * @param condition which of its rows are meant there; empty for all
     * @param comparesSchema whether it has to be as planned
     * @return the parts to compare; none if there is nothing to compare with
     */
    List<TablePart> meet(
            TargetCatalog catalog, String schema, String condition, boolean comparesSchema, PartPlanner planner) {
        Optional<TargetTable> found = catalog.table(plan.target());
        if (found.isEmpty()) {
            findings.add(Finding.of(FindingCode.OBJECT_MISSING, plan.source(), "the table"));
            return List.of();
        }
        if (comparesSchema) {
            findings.addAll(SchemaComparison.compare(plan, all, found.get()));
        }
        Set<String> existing = found.get().columnNames();
        ComparedTable compared =
                ComparedTable.of(source, plan, schema, existing, aside).where(condition);
        if (compared.columns().isEmpty()) {
            return List.of();
        }
        identity = plan.identityColumn()
                .filter(column -> existing.contains(column.target()))
                .orElse(null);
        TableTally sums = new TableTally(compared);
        tally = sums;
        boolean byKey =
                compared.rangeKey().filter(key -> isIndexed(found.get(), key)).isPresent();
        List<KeyRange> ranges = planner.ranges(compared, byKey, sourceRows);
        List<TablePart> parts = new ArrayList<>();
        for (KeyRange range : ranges) {
            parts.add(new TablePart(sums, number, parts.size(), range, byKey, sourceRows / ranges.size()));
        }
        return parts;
    }

    /** Without an index each part would make PostgreSQL read the whole table, and no part has the rows without a key. */
    private static boolean isIndexed(TargetTable table, String key) {
        boolean notNull =
                table.columns().stream().anyMatch(column -> column.name().equals(key) && column.notNull());
        return notNull
                && table.indexes().values().stream()
                        .anyMatch(index -> index.valid()
                                && index.unique()
                                && !index.partial()
                                && List.of(key).equals(index.keys()));
    }

    TableVerification verification() {
        return tally == null ? new TableVerification(plan.source(), sourceRows, 0, sourceRows) : tally.verification();
    }

    /** Everything there is to tell, when all parts have been compared. */
    List<Finding> findings(Connection connection, String schema, boolean redact) throws SQLException {
        List<Finding> told = new ArrayList<>(findings);
        if (tally != null) {
            told.addAll(tally.findings(redact));
        }
        if (identity != null) {
            told.addAll(IdentityComparison.compare(connection, schema, plan, identity, source));
        }
        return told;
    }
}
