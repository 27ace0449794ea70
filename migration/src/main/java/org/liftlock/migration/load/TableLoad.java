package org.liftlock.migration.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.KeyPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.schema.SchemaStatement;
import org.liftlock.migration.schema.SchemaStatement.Kind;
import org.liftlock.migration.schema.SchemaStatements;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunProgress;
import org.liftlock.migration.target.RunProgress.Loaded;

/** A table on its way: its statements, its parts, and how many of them are loaded. Thread-safe. */
final class TableLoad {

    private final TableProfile profile;
    private final TablePlan plan;
    private final List<SchemaStatement> creation;
    private final List<SchemaStatement> keys;
    private final List<SchemaStatement> foreignKeys;
    private final List<RowRange> ranges;
    private final boolean planned;
    private final AtomicReferenceArray<@Nullable Loaded> parts;
    private final AtomicInteger partsLeft;

    /** With parts that an earlier run has planned, or else with these. */
    TableLoad(
            TableProfile profile,
            TablePlan plan,
            SchemaStatements statements,
            String schema,
            List<RunProgress.Part> earlier,
            List<RowRange> ranges) {
        this.profile = profile;
        this.plan = plan;
        this.creation = of(statements.tables(), plan, Kind.TABLE, Kind.COMMENT);
        this.keys = new ArrayList<>(
                of(statements.keysAndViews(), plan, Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.INDEX, Kind.CHECK));
        plan.identityColumn().ifPresent(column -> keys.add(nextNumber(plan, column, schema, profile.table())));
        this.foreignKeys = of(statements.keysAndViews(), plan, Kind.FOREIGN_KEY);
        this.planned = !earlier.isEmpty();
        this.ranges = planned ? earlier.stream().map(RunProgress.Part::range).toList() : List.copyOf(ranges);
        this.parts = new AtomicReferenceArray<>(this.ranges.size());
        for (int part = 0; part < earlier.size(); part++) {
            parts.set(part, earlier.get(part).loaded());
        }
        this.partsLeft = new AtomicInteger(due().size());
    }

    private static List<SchemaStatement> of(List<SchemaStatement> all, TablePlan plan, Kind... kinds) {
        return all.stream()
                .filter(statement -> statement.table().equals(plan.source())
                        && List.of(kinds).contains(statement.kind()))
                .toList();
    }

    /** One statement that finds the highest number by itself and sets the next one, in SQLite's sense. */
    private static SchemaStatement nextNumber(TablePlan plan, ColumnPlan column, String schema, SourceTable table) {
        long given = Math.max(0, Objects.requireNonNullElse(table.highestId(), 0L));
        String name = PgSql.name(schema, plan.target());
        String sql = "SELECT setval(pg_get_serial_sequence(" + PgSql.string(name) + ", "
                + PgSql.string(column.target()) + "), CASE WHEN highest < " + Long.MAX_VALUE
                + " THEN highest + 1 ELSE highest END, false) FROM (SELECT greatest(" + given + ", max("
                + PgSql.name(column.target()) + ")) AS highest FROM " + name + ") AS numbers";
        return new SchemaStatement(Kind.NEXT_NUMBER, plan.source(), column.target(), sql);
    }

    SourceTable source() {
        return profile.table();
    }

    TablePlan plan() {
        return plan;
    }

    long rows() {
        return profile.rows();
    }

    long bytes() {
        return profile.bytes();
    }

    /** The statement that makes the table, and its comments. */
    List<SchemaStatement> creation() {
        return creation;
    }

    SchemaStatement table() {
        return creation.get(0);
    }

    /** Primary key, unique constraints, indexes, checks and the next number. */
    List<SchemaStatement> keys() {
        return keys;
    }

    List<SchemaStatement> foreignKeys() {
        return foreignKeys;
    }

    List<RowRange> ranges() {
        return ranges;
    }

    /** Whether the target knows the parts already. */
    boolean isPlanned() {
        return planned;
    }

    /** The parts that are still to be loaded. */
    List<Integer> due() {
        List<Integer> due = new ArrayList<>();
        for (int part = 0; part < ranges.size(); part++) {
            if (parts.get(part) == null) {
                due.add(part);
            }
        }
        return due;
    }

    /** Whether this was the last part. */
    boolean loaded(int part, Loaded loaded) {
        parts.set(part, loaded);
        return partsLeft.decrementAndGet() == 0;
    }

    /** The index behind a key, which others can be built beside; the key itself is then made of it at once. */
    SchemaStatement indexOf(KeyPlan key) {
        String columns =
                String.join(", ", key.columns().stream().map(PgSql::name).toList());
        return new SchemaStatement(
                Kind.INDEX,
                plan.source(),
                key.name(),
                "CREATE UNIQUE INDEX " + PgSql.name(key.name()) + " ON " + PgSql.name(plan.target()) + " (" + columns
                        + ")");
    }

    /** What came of it, when all is over; of a table that the server refused, that no row was loaded. */
    TableReport report() {
        long read = 0;
        long loaded = 0;
        long quarantined = 0;
        long bytes = 0;
        Duration time = Duration.ZERO;
        for (int part = 0; part < ranges.size(); part++) {
            Loaded done = parts.get(part);
            if (done == null) {
                return new TableReport(
                        plan.source(), plan.target(), profile.rows(), 0, 0, profile.bytes(), Duration.ZERO, null);
            }
            read += done.rowsRead() + done.rowsQuarantined();
            loaded += done.rowsLoaded();
            quarantined += done.rowsQuarantined();
            bytes += done.bytes();
            time = time.plus(done.time());
        }
        return new TableReport(plan.source(), plan.target(), read, loaded, quarantined, bytes, time, null);
    }
}
