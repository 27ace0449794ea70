package org.liftlock.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.ColumnProfile;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.VisibleText;
import org.liftlock.migration.schema.FlywayHistory;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.StorageClass;
import org.liftlock.migration.sql.PgSql;

/**
 * Every statement with which a run makes and fills its tables, in order. Not in it are the rows themselves, and what Liftlock
 * writes into the schema {@code liftlock} to keep count of the run. Immutable.
 *
 * @param source the SQLite file
 * @param schema the schema in PostgreSQL
 * @param steps the statements
 * @param inTheWay tables and views that have a name which the run needs, and would make it refuse
 */
public record RunScript(String source, String schema, List<Step> steps, List<String> inTheWay) {

    /** What statements are for, in the order in which they run. */
    public enum Part {
        ROOM("What stands in the way goes, as --replace says"),
        SCHEMA("Where everything is made"),
        TABLES("Tables"),
        ROWS("Rows"),
        KEYS("Keys, indexes and views"),
        IDS("Next ids"),
        STATISTICS("Statistics"),
        HISTORY("Flyway's history");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    /**
     * A statement.
     *
     * @param part what it is for
     * @param sql the statement without a semicolon
     * @param remark what is to be known of it, or the empty string
     */
    public record Step(Part part, String sql, String remark) {}

    public RunScript {
        steps = List.copyOf(steps);
        inTheWay = List.copyOf(inTheWay);
    }

    static RunScript of(
            String source,
            PreparedMigration prepared,
            MigrateOptions options,
            List<String> drops,
            List<String> inTheWay) {
        MigrationPlan plan = prepared.plan();
        String schema = options.schema();
        Map<String, TableProfile> profiles = prepared.profile().tables().stream()
                .collect(Collectors.toMap(profile -> profile.table().name(), Function.identity()));
        Set<String> broken = prepared.findings().stream()
                .filter(finding -> finding.code() == FindingCode.ORPHANS)
                .map(finding -> finding.object())
                .collect(Collectors.toSet());
        List<Step> steps = new ArrayList<>();
        drops.forEach(sql -> steps.add(new Step(Part.ROOM, sql, "")));
        if (!schema.equals("public")) {
            steps.add(new Step(Part.SCHEMA, "CREATE SCHEMA IF NOT EXISTS " + PgSql.name(schema), ""));
        }
        steps.add(new Step(Part.SCHEMA, "SET search_path = " + PgSql.name(schema), ""));
        SchemaStatements statements = SchemaStatements.of(plan);
        statements.tables().forEach(statement -> steps.add(new Step(Part.TABLES, statement.sql(), "")));
        for (TablePlan table : plan.tables()) {
            TableProfile profile = profiles.get(table.source());
            String rows = profile == null ? "" : RowCount.words(profile.rows());
            steps.add(new Step(Part.ROWS, copy(table, schema), rows));
        }
        for (SchemaStatement statement : statements.keysAndViews()) {
            boolean refused = statement.kind() == Kind.FOREIGN_KEY && broken.contains(statement.table());
            steps.add(new Step(Part.KEYS, statement.sql(), refused ? "NOT VALID, if rows break it" : ""));
        }
        for (TablePlan table : plan.tables()) {
            TableProfile profile = profiles.get(table.source());
            table.identityColumn()
                    .ifPresent(column ->
                            steps.add(new Step(Part.IDS, nextId(table, column, profile, options.redact()), "")));
        }
        plan.tables()
                .forEach(table -> steps.add(new Step(Part.STATISTICS, "ANALYZE " + PgSql.name(table.target()), "")));
        if (options.flywayHistoryTable() != null) {
            FlywayHistory.statements(schema, options.flywayHistoryTable(), plan)
                    .forEach(sql -> steps.add(new Step(Part.HISTORY, sql, "")));
        }
        return new RunScript(source, schema, steps, inTheWay);
    }

    private static String copy(TablePlan table, String schema) {
        String columns = table.copiedColumns().stream()
                .map(column -> PgSql.name(column.target()))
                .collect(Collectors.joining(", "));
        return "COPY " + PgSql.name(schema, table.target()) + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }

    /** The highest id is a value of the rows, so that who must not see any lets PostgreSQL look. */
    private static String nextId(TablePlan table, ColumnPlan column, @Nullable TableProfile profile, boolean redact) {
        if (redact || profile == null) {
            return "SELECT setval(pg_get_serial_sequence(" + PgSql.string(PgSql.name(table.target())) + ", "
                    + PgSql.string(column.target()) + "), greatest(max(" + PgSql.name(column.target())
                    + "), 0) + 1, false) FROM " + PgSql.name(table.target());
        }
        Long given = profile.table().highestId();
        long highest = Math.max(given == null ? 0 : given, highest(profile, column));
        return "ALTER TABLE " + PgSql.name(table.target()) + " ALTER COLUMN " + PgSql.name(column.target())
                + " RESTART WITH " + (highest == Long.MAX_VALUE ? highest : Math.max(highest, 0) + 1);
    }

    private static long highest(TableProfile profile, ColumnPlan column) {
        return profile.columns().stream()
                .filter(values -> values.column().equals(column.source()) && values.has(StorageClass.INTEGER))
                .map(ColumnProfile::numbers)
                .mapToLong(numbers -> numbers.maxInteger())
                .findFirst()
                .orElse(0);
    }

    /**
     * The statements as a script for psql, under a comment for each part.
     *
     * @param withoutRows whether it is to run as it stands: statements that need rows from their input are comments then
     * @return lines that end with a line feed
     */
    public String text(boolean withoutRows) {
        StringBuilder text = new StringBuilder("-- What liftlock migrate runs to bring ")
                .append(VisibleText.of(source))
                .append(" into the schema ")
                .append(VisibleText.of(schema))
                .append(".\n-- Not in it: the rows themselves")
                .append(withoutRows ? ", so that each COPY is a comment here" : "")
                .append(", and the record of the run in the schema liftlock.\n");
        if (withoutRows) {
            text.append("-- psql -1 -v ON_ERROR_STOP=1 -f runs it, into a database that holds none of it.\n");
        }
        Part part = null;
        for (Step step : steps) {
            if (step.part() != part) {
                part = step.part();
                text.append("\n-- ").append(part.words).append('\n');
            }
            text.append(withoutRows && part == Part.ROWS ? "-- " : "")
                    .append(step.sql())
                    .append(';');
            text.append(step.remark().isEmpty() ? "" : " -- " + step.remark()).append('\n');
        }
        return text.toString();
    }
}
