package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.sql.PgSql;

/**
 * How far a run has come: its checkpoints, each written in the transaction that did what it says. Immutable; what is
 * written later is not in it.
 */
public final class RunProgress {

    /** A run that has not done anything yet. */
    public static final RunProgress NOTHING = new RunProgress(Map.of(), Map.of());

    private final Map<String, List<Part>> parts;
    private final Map<String, Step> steps;

    private RunProgress(Map<String, List<Part>> parts, Map<String, Step> steps) {
        this.parts = Map.copyOf(parts);
        this.steps = Map.copyOf(steps);
    }

    /**
     * A part of a table's rows, loaded in one transaction.
     *
     * @param range which rows
     * @param loaded what came of it, or null if it was not loaded yet
     */
    public record Part(RowRange range, @Nullable Loaded loaded) {}

    /**
     * What loading a part gave.
     *
     * @param rowsRead rows read from SQLite, without those set aside
     * @param rowsLoaded rows that PostgreSQL says it took
     * @param rowsQuarantined rows set aside
     * @param bytes bytes of all values as read
     * @param time how long it took
     */
    public record Loaded(long rowsRead, long rowsLoaded, long rowsQuarantined, long bytes, Duration time) {}

    /**
     * A statement that was run, or that the server refused.
     *
     * @param name what names the step in a run
     * @param code the code of the finding that a refusal made, or null
     * @param detail what the finding says beside
     */
    public record Step(String name, @Nullable String code, String detail) {

        /**
         * A statement that was run.
         *
         * @param name what names it
         * @return the step
         */
        public static Step done(String name) {
            return new Step(name, null, "");
        }
    }

    static void create(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE liftlock.run_table (source_table text PRIMARY KEY, digest bigint NOT NULL)");
        statement.execute("CREATE TABLE liftlock.run_part (source_table text, part integer, first bigint NOT NULL,"
                + " last bigint NOT NULL, rows_read bigint, rows_loaded bigint, rows_quarantined bigint, bytes bigint,"
                + " nanoseconds bigint, PRIMARY KEY (source_table, part))");
        statement.execute("CREATE TABLE liftlock.run_step (step text PRIMARY KEY, code text, detail text NOT NULL)");
    }

    static RunProgress read(Connection connection) throws SQLException {
        Map<String, List<Part>> parts = new HashMap<>();
        Map<String, Step> steps = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT source_table, first, last, rows_read, rows_loaded,"
                    + " rows_quarantined, bytes, nanoseconds FROM liftlock.run_part ORDER BY source_table, part")) {
                while (rows.next()) {
                    parts.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                            .add(part(rows));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT step, code, detail FROM liftlock.run_step")) {
                while (rows.next()) {
                    steps.put(rows.getString(1), new Step(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return new RunProgress(parts, steps);
    }

    private static Part part(ResultSet row) throws SQLException {
        RowRange range = new RowRange(row.getLong(2), row.getLong(3));
        long read = row.getLong(4);
        if (row.wasNull()) {
            return new Part(range, null);
        }
        Duration time = Duration.ofNanos(row.getLong(8));
        return new Part(range, new Loaded(read, row.getLong(5), row.getLong(6), row.getLong(7), time));
    }

    /**
     * The parts into which a table was cut.
     *
     * @param table its name in SQLite
     * @return its parts in the order of their numbers; none if it was not created yet
     */
    public List<Part> parts(String table) {
        return parts.getOrDefault(table, List.of());
    }

    /**
     * Whether a statement was run, or refused.
     *
     * @param name what names it
     * @return what came of it
     */
    public Optional<Step> step(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    /**
     * How many rows were loaded.
     *
     * @return their number over all tables
     */
    public long rowsLoaded() {
        return parts.values().stream()
                .flatMap(List::stream)
                .map(Part::loaded)
                .filter(Objects::nonNull)
                .mapToLong(Loaded::rowsLoaded)
                .sum();
    }

    /**
     * Writes into how many parts a table is cut.
     *
     * @param connection in the transaction that makes the table
     * @param table its name in SQLite
     * @param ranges the parts
     * @throws SQLException if the database refuses
     */
    public static void plan(Connection connection, String table, List<RowRange> ranges) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO liftlock.run_part (source_table, part, first, last) VALUES (?, ?, ?, ?)")) {
            for (int part = 0; part < ranges.size(); part++) {
                insert.setString(1, table);
                insert.setInt(2, part);
                insert.setLong(3, ranges.get(part).first());
                insert.setLong(4, ranges.get(part).last());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Writes that a part is loaded.
     *
     * @param connection in the transaction that loads it
     * @param table the table's name in SQLite
     * @param part its number, from 0
     * @param loaded what came of it
     * @throws SQLException if the database refuses
     */
    public static void loaded(Connection connection, String table, int part, Loaded loaded) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE liftlock.run_part SET rows_read = ?,"
                + " rows_loaded = ?, rows_quarantined = ?, bytes = ?, nanoseconds = ? WHERE source_table = ?"
                + " AND part = ?")) {
            update.setLong(1, loaded.rowsRead());
            update.setLong(2, loaded.rowsLoaded());
            update.setLong(3, loaded.rowsQuarantined());
            update.setLong(4, loaded.bytes());
            update.setLong(5, loaded.time().toNanos());
            update.setString(6, table);
            update.setInt(7, part);
            update.executeUpdate();
        }
    }

    /**
     * The statement that writes that tables were loaded whole, to be run in the transaction that made and loaded them.
     *
     * @param tables what came of each, by its name in SQLite; not empty
     * @return one INSERT
     */
    public static String insertWhole(Map<String, Loaded> tables) {
        return tables.entrySet().stream()
                .map(table -> "(" + PgSql.string(table.getKey()) + ", 0, "
                        + RowRange.ALL.first() + ", "
                        + RowRange.ALL.last() + ", "
                        + table.getValue().rowsRead() + ", "
                        + table.getValue().rowsLoaded() + ", "
                        + table.getValue().rowsQuarantined() + ", "
                        + table.getValue().bytes() + ", "
                        + table.getValue().time().toNanos() + ")")
                .collect(Collectors.joining(", ", "INSERT INTO liftlock.run_part VALUES ", ""));
    }

    /**
     * The statement that writes what came of statements, to be run in their transaction.
     *
     * @param steps what came of them, not empty
     * @return one INSERT
     */
    public static String insert(Collection<Step> steps) {
        return steps.stream()
                .map(step -> "(" + PgSql.string(step.name()) + ", "
                        + (step.code() == null ? "NULL" : PgSql.string(step.code())) + ", "
                        + PgSql.string(step.detail()) + ")")
                .collect(Collectors.joining(", ", "INSERT INTO liftlock.run_step (step, code, detail) VALUES ", ""));
    }
}
