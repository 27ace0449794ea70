package org.liftlock.migration.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSql;

/** Cuts tables into parts of about the same number of rows, the same each time for the same rows. For one thread. */
final class PartPlanner {

    /** Above so many integers for each row, parts of the same width would not have about the same number of rows. */
    private static final long SPARSE = 4;

    private final SourceReader reader;
    private final long rowsInPart;

    PartPlanner(SourceReader reader, long rowsInPart) {
        this.reader = reader;
        this.rowsInPart = rowsInPart;
    }

    /**
     * The parts of a table.
     *
     * @param table the table
     * @param byKey whether PostgreSQL can find a range of its keys
     * @param rows how many rows it has in SQLite
     * @return ranges in ascending order that together hold every key
     */
    List<KeyRange> ranges(ComparedTable table, boolean byKey, long rows) {
        if (!byKey || rows == 0) {
            return List.of(KeyRange.ALL);
        }
        String key = SqliteSql.name(table.columns().get(0).source());
        String from = " FROM " + SqliteSql.name(table.name()) + " NOT INDEXED";
        try (Statement statement = reader.connection().createStatement()) {
            long lowest = number(statement, "SELECT min(" + key + ")" + from, 0);
            long highest = number(statement, "SELECT max(" + key + ")" + from, 0);
            long width = highest - lowest;
            boolean dense = width >= 0 && width / rows < SPARSE;
            return KeyRange.endingWith(
                    dense ? evenly(lowest, width, rows) : counted(statement, "SELECT " + key + from, key, rows));
        } catch (SQLException e) {
            throw VerifyFailures.source(table.name(), e);
        }
    }

    private List<Long> evenly(long lowest, long width, long rows) {
        long parts = (rows + rowsInPart - 1) / rowsInPart;
        List<Long> last = new ArrayList<>();
        for (long part = 1; part < parts; part++) {
            last.add(lowest + width / parts * part);
        }
        return last;
    }

    private List<Long> counted(Statement statement, String select, String key, long rows) throws SQLException {
        List<Long> last = new ArrayList<>();
        String condition = "";
        for (long left = rows - rowsInPart; left > 0; left -= rowsInPart) {
            if (Thread.currentThread().isInterrupted()) {
                throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null);
            }
            long found = number(
                    statement,
                    select + condition + " ORDER BY " + key + " LIMIT 1 OFFSET " + (rowsInPart - 1),
                    Long.MAX_VALUE);
            if (found == Long.MAX_VALUE) {
                break;
            }
            last.add(found);
            condition = " WHERE " + key + " > " + found;
        }
        return last;
    }

    private static long number(Statement statement, String sql, long otherwise) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : otherwise;
        }
    }
}
