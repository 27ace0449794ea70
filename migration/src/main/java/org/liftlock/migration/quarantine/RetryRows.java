package org.liftlock.migration.quarantine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SqliteSql;
import org.liftlock.migration.sql.Jdbc;

/**
 * Puts the rows of a file into a SQLite database of our own, in tables like those they come from, so that what reads a source
 * reads them. Each row is held against the quarantine of the target. Use once.
 */
public final class RetryRows implements QuarantineFile.Lines, AutoCloseable {

    /** Beside the columns of a table, the number of its line in the file. */
    public static final String LINE = "liftlock_line";

    /** And its number in quarantine. */
    public static final String ID = "liftlock_id";

    /** And where it stood in SQLite. */
    public static final String PLACE = "liftlock_place";

    private final Path file;
    private final QuarantineRun run;
    private final Connection rows;
    private final PreparedStatement find;
    private final Map<String, PreparedStatement> inserts = new LinkedHashMap<>();
    private final Map<Long, Integer> lines = new HashMap<>();
    private int gone;

    /**
     * Prepares.
     *
     * @param file the file that will be read
     * @param run the run whose rows the target has in quarantine
     * @param database a SQLite file to be made
     * @param target to the target
     * @param schema the target schema
     * @throws SQLException if a database refuses
     */
    public RetryRows(Path file, QuarantineRun run, Path database, Connection target, String schema)
            throws SQLException {
        this.file = file;
        this.run = run;
        this.rows = DriverManager.getConnection("jdbc:sqlite:" + database);
        rows.setAutoCommit(false);
        this.find = target.prepareStatement("SELECT source_table, source_row, columns FROM liftlock.quarantine"
                + " WHERE id = ? AND target_schema = ?");
        find.setString(2, schema);
    }

    @Override
    public void begin(String id, String source) {
        if (!id.equals(run.id())) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The file is of another run, or of another target, than the rows in quarantine there",
                            "Name the target that the file is of, or write a new file with liftlock quarantine list"
                                    + " --to URL -o FILE",
                            null)
                    .with("file", file)
                    .with("run that wrote the file read", source)
                    .with("run that filled the target read", run.source());
        }
    }

    @Override
    public void row(int line, QuarantinedRow row) throws SQLException {
        Integer earlier = lines.putIfAbsent(row.id(), line);
        if (earlier != null) {
            throw QuarantineFile.refusal(file, line, "The row stands in the file twice")
                    .with("first line", earlier);
        }
        find.setLong(1, row.id());
        try (ResultSet found = find.executeQuery()) {
            if (!found.next()) {
                gone++;
                return;
            }
            boolean same = found.getString(1).equals(row.sourceTable())
                    && found.getString(2).equals(row.content().address().text());
            if (!same) {
                throw QuarantineFile.refusal(file, line, "The row is not the one that has its number in quarantine")
                        .with("in quarantine", found.getString(1) + " " + found.getString(2));
            }
            List<String> columns = QuarantineRun.strings(found.getArray(3));
            requireColumns(line, row, columns);
            insert(line, row, columns);
        }
    }

    private void requireColumns(int line, QuarantinedRow row, List<String> columns) {
        if (row.columns().size() != columns.size() || !new HashSet<>(row.columns()).equals(new HashSet<>(columns))) {
            throw QuarantineFile.refusal(file, line, "The row has not the columns of its table, each once")
                    .with("columns", String.join(", ", columns));
        }
    }

    private void insert(int line, QuarantinedRow row, List<String> columns) throws SQLException {
        PreparedStatement insert = inserts.get(row.sourceTable());
        if (insert == null) {
            insert = prepare(row.sourceTable(), columns);
            inserts.put(row.sourceTable(), insert);
        }
        int parameter = 1;
        for (String column : columns) {
            StoredValue.bind(
                    insert, parameter, row.content().values().get(row.columns().indexOf(column)), true);
            parameter += 2;
        }
        insert.setInt(parameter, line);
        insert.setLong(parameter + 1, row.id());
        insert.setString(parameter + 2, row.content().address().text());
        insert.executeUpdate();
    }

    private PreparedStatement prepare(String table, List<String> columnNames) throws SQLException {
        String definition = Objects.requireNonNull(run.definitions().get(table));
        Jdbc.execute(
                rows,
                definition.substring(0, definition.length() - 1) + ", " + LINE + " INTEGER, " + ID + " INTEGER, "
                        + PLACE + " TEXT)");
        int columns = columnNames.size();
        String names = columnNames.stream().map(SqliteSql::name).collect(Collectors.joining(", "));
        String marks = IntStream.range(0, columns)
                .mapToObj(i -> StoredValue.mark(2 * i + 1))
                .collect(Collectors.joining(", "));
        int next = 2 * columns + 1;
        return rows.prepareStatement("INSERT INTO " + SqliteSql.name(table) + " (" + names + ", " + LINE
                + ", " + ID + ", " + PLACE + ") VALUES (" + marks + ", ?" + next + ", ?" + (next + 1) + ", ?"
                + (next + 2)
                + ")");
    }

    /**
     * The tables that rows were found for.
     *
     * @return their names in SQLite
     */
    public List<String> tables() {
        return List.copyOf(inserts.keySet());
    }

    /**
     * How many rows of the file are not in quarantine any more.
     *
     * @return their number
     */
    public int gone() {
        return gone;
    }

    /**
     * Ends the writing.
     *
     * @throws SQLException if SQLite refuses
     */
    public void finish() throws SQLException {
        rows.commit();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        find.close();
    }
}
