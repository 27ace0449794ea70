package org.liftlock.dao.jooq;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;

/** A statement that runs each entry of a batch as it is added, and says by its counts which one failed. */
final class ImmediateBatchStatement extends GuardedPreparedStatement {

    private int[] counts = new int[64];
    private int size;

    ImmediateBatchStatement(PreparedStatement statement, ConnectionGuard guard) {
        super(statement, guard);
    }

    @Override
    public void addBatch() throws SQLException {
        try {
            int count = executeUpdate();
            if (size == counts.length) {
                counts = Arrays.copyOf(counts, 2 * size);
            }
            counts[size++] = count;
        } catch (SQLException e) {
            BatchUpdateException failure = new BatchUpdateException(Arrays.copyOf(counts, size), e);
            failure.setNextException(e);
            throw failure;
        }
    }

    @Override
    public int[] executeBatch() throws SQLException {
        int[] result = Arrays.copyOf(counts, size);
        size = 0;
        return result;
    }

    @Override
    public void clearBatch() throws SQLException {
        throw new SQLFeatureNotSupportedException("The entries of the batch have been run");
    }
}
