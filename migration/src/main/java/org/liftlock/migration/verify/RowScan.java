package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.liftlock.migration.verify.BothSides.Pair;

/** Goes through all rows, on one side or on both at once. For one caller at a time. */
final class RowScan {

    private static final int ROWS_AT_ONCE = 10_000;

    private final ComparedRows rows;
    private final Connection target;
    private final boolean atOnce;

    /**
     * Prepares to read.
     *
     * @param rows the rows
     * @param target the connection that is given up when a side fails
     * @param atOnce whether both sides are worth a thread each
     */
    RowScan(ComparedRows rows, Connection target, boolean atOnce) {
        this.rows = rows;
        this.target = target;
        this.atOnce = atOnce;
    }

    RowShape shape() {
        return rows.shape();
    }

    /** What is done with each row. */
    interface RowVisitor {

        /** Visits the row that a stream has just brought. */
        void visit(CanonicalRow row, RowStream stream) throws SQLException;
    }

    <V extends RowVisitor> Pair<V> both(V ofSource, V ofTarget) {
        if (!atOnce) {
            source(ofSource);
            target(ofTarget);
            return new Pair<>(ofSource, ofTarget);
        }
        return BothSides.read(
                target,
                () -> {
                    source(ofSource);
                    return ofSource;
                },
                () -> {
                    target(ofTarget);
                    return ofTarget;
                });
    }

    void source(RowVisitor visitor) {
        try (RowStream stream = rows.source()) {
            scan(stream, visitor);
        } catch (SQLException e) {
            throw VerifyFailures.source(shape().name(), e);
        }
    }

    void target(RowVisitor visitor) {
        try (RowStream stream = rows.target()) {
            scan(stream, visitor);
        } catch (SQLException e) {
            throw VerifyFailures.target(shape().name(), e);
        }
    }

    private void scan(RowStream stream, RowVisitor visitor) throws SQLException {
        CanonicalRow row = new CanonicalRow(shape().columns().size());
        while (scanSome(stream, row, visitor)) {
            // The next rows.
        }
    }

    /** In calls that end, since one that lasts may go on in code that the virtual machine has discarded long since. */
    private static boolean scanSome(RowStream stream, CanonicalRow row, RowVisitor visitor) throws SQLException {
        for (int i = 0; i < ROWS_AT_ONCE; i++) {
            if (!stream.next(row)) {
                return false;
            }
            visitor.visit(row, stream);
        }
        return true;
    }
}
