package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * A database of its own with some rows of each table of a source, from several places in it. Values are as they are in the
 * source; objects that cannot be made here are left out. Closing it removes it.
 */
public final class SampleFile implements AutoCloseable {

    private static final int PLACES = 4;

    private final Path folder;
    private final Path file;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    private SampleFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("sample.db");
    }

    /**
     * Makes a sample.
     *
     * @param source where rows come from
     * @param workFolder where the file may lie
     * @param wanted how many rows of each table, about, by its name; a table that has no more gives all
     * @param round which of the rounds, from 0; other rounds take other rows where there are enough
     * @param rounds how many rounds there are
     * @return the sample
     * @throws MigrationException if there is no room, or the source cannot be read (cause {@code ENVIRONMENT})
     */
    public static SampleFile make(
            SqliteSource source, Path workFolder, Map<String, Long> wanted, int round, int rounds) {
        SampleFile sample;
        try {
            sample = new SampleFile(Files.createTempDirectory(workFolder, "liftlock-sample-"));
        } catch (IOException e) {
            throw unwritable(workFolder, e);
        }
        try {
            sample.fill(source, wanted, round, rounds);
            return sample;
        } catch (SQLException e) {
            sample.close();
            throw unwritable(workFolder, e);
        } catch (RuntimeException e) {
            sample.close();
            throw e;
        }
    }

    private static MigrationException unwritable(Path workFolder, Exception cause) {
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The sample cannot be written",
                        "Make room, give another folder with --work-dir, or leave the sample out with --no-sample",
                        cause)
                .with("folder", workFolder)
                .with("system says", String.valueOf(cause.getMessage()));
    }

    /**
     * Where it is.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    /**
     * The rows that it holds of each table.
     *
     * @return rows by the table's name; a table that could not be made is missing
     */
    public Map<String, Long> rows() {
        return Collections.unmodifiableMap(rows);
    }

    private void fill(SqliteSource source, Map<String, Long> wanted, int round, int rounds) throws SQLException {
        try (Connection connection = SqliteConnections.create(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA encoding = '" + encodingOf(source) + "'");
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("PRAGMA ignore_check_constraints = ON");
            // Makes the file, so that its encoding is settled before the other is attached.
            statement.execute("PRAGMA user_version = 1");
            try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS liftlock_source")) {
                attach.setString(1, source.attachable());
                attach.execute();
            }
            source.schema().tableStatements().forEach(sql -> attempt(statement, sql));
            for (SourceTable table : source.schema().tables()) {
                take(statement, table, wanted.getOrDefault(table.name(), 0L), round, rounds);
            }
            statement.execute("DETACH liftlock_source");
            source.schema().otherStatements().forEach(sql -> attempt(statement, sql));
        }
    }

    private static String encodingOf(SqliteSource source) {
        try (SourceReader reader = source.reader()) {
            Charset encoding = reader.encoding();
            return encoding.equals(StandardCharsets.UTF_16LE)
                    ? "UTF-16le"
                    : encoding.equals(StandardCharsets.UTF_16BE) ? "UTF-16be" : "UTF-8";
        }
    }

    /** Modules, functions and collations of an application are not here, and a sample does without what needs them. */
    private static boolean attempt(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void take(Statement statement, SourceTable table, long wanted, int round, int rounds) throws SQLException {
        String columns = table.columns().stream()
                .filter(column -> !column.isGenerated())
                .map(column -> SqliteSql.name(column.name()))
                .collect(Collectors.joining(", "));
        String from = " FROM liftlock_source." + SqliteSql.name(table.name());
        String insert =
                "INSERT INTO main." + SqliteSql.name(table.name()) + " (" + columns + ") SELECT " + columns + from;
        if (wanted == 0) {
            if (count(statement, "SELECT count(*) FROM main." + SqliteSql.name(table.name())) == 0) {
                rows.put(table.name(), 0L);
            }
            return;
        }
        List<String> locator = RowLocator.of(table).selectList();
        boolean taken = table.withoutRowid() || locator.isEmpty()
                ? attempt(statement, insert + " LIMIT " + wanted + " OFFSET " + wanted * round)
                : takeRanges(statement, insert, from, locator.get(0), wanted, round, rounds);
        long here = taken ? count(statement, "SELECT count(*) FROM main." + SqliteSql.name(table.name())) : -1;
        if (here >= 0) {
            rows.put(table.name(), here);
        }
    }

    private static boolean takeRanges(
            Statement statement, String insert, String from, String rowid, long wanted, int round, int rounds)
            throws SQLException {
        long lowest = count(statement, "SELECT min(" + rowid + ")" + from);
        long highest = count(statement, "SELECT max(" + rowid + ")" + from);
        int places = rounds * PLACES;
        long step = Long.divideUnsigned(highest - lowest, places);
        if (Long.compareUnsigned(step, wanted / PLACES) <= 0) {
            return attempt(statement, insert + " LIMIT " + wanted);
        }
        boolean taken = true;
        for (int place = 0; place < PLACES && taken; place++) {
            long first = lowest + step * (place * rounds + round);
            // The limit alone ends a range, since ids may lie far apart.
            taken = attempt(
                    statement,
                    insert + " WHERE " + rowid + " BETWEEN " + first + " AND " + (first + step - 1) + " LIMIT "
                            + Math.max(1, wanted / PLACES));
        }
        return taken;
    }

    private static long count(Statement statement, String sql) {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It lies in a folder for temporary files and holds no more than a sample.
        }
    }
}
