package org.liftlock.migration.source;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection into the snapshot that all readers of a {@link SqliteSource} share. For one thread at a time; closing it
 * gives it back.
 */
public final class SourceReader implements AutoCloseable {

    /** Below so many rowids a table is not worth being cut. */
    private static final long SMALLEST_SPLIT = 100_000;

    private final Path file;
    private final Connection connection;
    private final Charset encoding;
    private final Consumer<SourceReader> giveBack;

    SourceReader(Path file, Connection connection, Charset encoding, Consumer<SourceReader> giveBack) {
        this.file = file;
        this.connection = connection;
        this.encoding = encoding;
        this.giveBack = giveBack;
    }

    /**
     * Opens a cursor over all rows of a table, in no particular order.
     *
     * @param table the table
     * @param selected what is wanted of each row: expressions in SQLite's SQL over it, such as quoted names
     * @return the cursor, to be closed before the reader is
     */
    public RowCursor rows(SourceTable table, List<String> selected) {
        return rows(table, selected, RowRange.ALL);
    }

    /**
     * Opens a cursor over the rows of a table for which a condition holds, in no particular order.
     *
     * @param table the table
     * @param selected what is wanted of each row: expressions in SQLite's SQL over it, such as quoted names
     * @param condition SQL over the table under its own name, or the empty string for all rows
     * @return the cursor, to be closed before the reader is
     */
    public RowCursor rows(SourceTable table, List<String> selected, String condition) {
        return rows(table, selected, condition.isEmpty() ? "" : " WHERE " + condition, RowLocator.of(table));
    }

    /**
     * Opens a cursor over some rows of a table, in no particular order.
     *
     * @param table the table
     * @param selected what is wanted of each row: expressions in SQLite's SQL over it, such as quoted names
     * @param range which rows, one of {@link #ranges}
     * @return the cursor, to be closed before the reader is
     */
    public RowCursor rows(SourceTable table, List<String> selected, RowRange range) {
        RowLocator locator = RowLocator.of(table);
        String where = range.equals(RowRange.ALL)
                ? ""
                : range.where(locator.selectList().get(0));
        return rows(table, selected, where, locator);
    }

    /**
     * Opens a cursor over those rows of a range for which a condition holds, in no particular order.
     *
     * @param table the table
     * @param selected what is wanted of each row: expressions in SQLite's SQL over it, such as quoted names
     * @param range which rows, one of {@link #ranges}
     * @param condition SQL over the table under its own name, or the empty string for all rows
     * @return the cursor, to be closed before the reader is
     */
    public RowCursor rows(SourceTable table, List<String> selected, RowRange range, String condition) {
        if (condition.isEmpty()) {
            return rows(table, selected, range);
        }
        if (range.equals(RowRange.ALL)) {
            return rows(table, selected, condition);
        }
        RowLocator locator = RowLocator.of(table);
        String where = range.where(locator.selectList().get(0)) + " AND (" + condition + ")";
        return rows(table, selected, where, locator);
    }

    private RowCursor rows(SourceTable table, List<String> selected, String where, RowLocator locator) {
        try {
            return new RowCursor(file, connection, table, selected, where, locator, encoding);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table.name(), e);
        }
    }

    /**
     * Cuts a large table into ranges, so that several threads can share it.
     *
     * @param table the table
     * @param parts into how many, if it is worth it
     * @return ranges in ascending order, together holding every row once; a single one if the table is small, or has no
     *     rowid that a query could name
     */
    public List<RowRange> ranges(SourceTable table, int parts) {
        List<String> locator = RowLocator.of(table).selectList();
        if (parts == 1 || table.withoutRowid() || locator.isEmpty()) {
            return List.of(RowRange.ALL);
        }
        String rowid = locator.get(0);
        String from = ") FROM " + SqliteSql.name(table.name()) + ")";
        try (Statement statement = connection.createStatement();
                // SQLite looks up a minimum or maximum at once only where it is asked for alone.
                ResultSet row = statement.executeQuery(
                        "SELECT (SELECT min(" + rowid + from + ", (SELECT max(" + rowid + from)) {
            row.next();
            long lowest = row.getLong(1);
            long highest = row.getLong(2);
            return Long.compareUnsigned(highest - lowest, SMALLEST_SPLIT) < 0
                    ? List.of(RowRange.ALL)
                    : RowRange.split(lowest, highest, parts);
        } catch (SQLException e) {
            throw SourceFailures.reading(file, table.name(), e);
        }
    }

    /**
     * The connection itself, inside a read transaction that must not be ended.
     *
     * @return a read-only connection
     */
    public Connection connection() {
        return connection;
    }

    /**
     * How the database stores text.
     *
     * @return UTF-8, UTF-16LE or UTF-16BE
     */
    public Charset encoding() {
        return encoding;
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }
}
