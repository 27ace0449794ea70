package org.liftlock.migration.quarantine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.source.SourceTable;

/**
 * Writes rows of one table into {@code liftlock.quarantine}, in the connection's transaction, some at a time. Not
 * thread-safe; what was not {@link #flush flushed} is not written.
 */
public final class QuarantineWriter implements AutoCloseable {

    private static final int BATCH_ROWS = 500;
    private static final long BATCH_BYTES = 1 << 20;

    private final Connection connection;
    private final PreparedStatement insert;
    private long rows;
    private int batched;
    private long bytes;

    /**
     * Opens it.
     *
     * @param connection to the target
     * @param schema the target schema
     * @param table the table as SQLite has it
     * @param plan what becomes of it
     * @throws SQLException if the database refuses
     */
    public QuarantineWriter(Connection connection, String schema, SourceTable table, TablePlan plan)
            throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(
                "INSERT INTO liftlock.quarantine (target_schema, target_table, source_table, source_row,"
                        + " reason, sqlstate, columns, classes, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setString(1, schema);
        insert.setString(2, plan.target());
        insert.setString(3, table.name());
        insert.setArray(
                7, connection.createArrayOf("text", RowContent.columns(table).toArray()));
    }

    /**
     * Writes a row.
     *
     * @param row the row
     * @param reason why it is set aside, in words
     * @param state the SQLSTATE with which it was refused, or null if the plan sets it aside
     * @throws SQLException if the database refuses
     */
    public void add(RowContent row, String reason, @Nullable String state) throws SQLException {
        List<RowContent.Value> values = row.values();
        insert.setString(4, row.address().text());
        insert.setString(5, reason);
        insert.setString(6, state);
        insert.setArray(
                8,
                connection.createArrayOf(
                        "text",
                        values.stream().map(RowContent.Value::storageClass).toArray()));
        insert.setArray(
                9,
                connection.createArrayOf(
                        "bytea", values.stream().map(RowContent.Value::bytes).toArray(byte[][]::new)));
        insert.addBatch();
        rows++;
        batched++;
        bytes += row.size();
        if (batched >= BATCH_ROWS || bytes >= BATCH_BYTES) {
            flush();
        }
    }

    /**
     * Writes what waits.
     *
     * @throws SQLException if the database refuses
     */
    public void flush() throws SQLException {
        if (batched > 0) {
            insert.executeBatch();
        }
        batched = 0;
        bytes = 0;
    }

    /**
     * How many rows were added.
     *
     * @return their number
     */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
