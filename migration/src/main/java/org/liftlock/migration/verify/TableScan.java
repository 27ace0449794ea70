package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.verify.BothSides.Pair;

/** Goes through all rows of a table, on one side or on both at once. For one caller at a time. */
final class TableScan {

    private final SqliteSource source;
    private final Connection target;
    private final ComparedTable table;

    TableScan(SqliteSource source, Connection target, ComparedTable table) {
        this.source = source;
        this.target = target;
        this.table = table;
    }

    ComparedTable table() {
        return table;
    }

    /** What is done with each row. */
    interface RowVisitor {

        /** Visits the row that a stream has just brought. */
        void visit(RowDigest digest, CanonicalRow row, RowStream stream) throws SQLException;
    }

    <V extends RowVisitor> Pair<V> both(V ofSource, V ofTarget) {
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
        try (SourceReader reader = source.reader();
                RowStream rows = new SourceRows(reader, table)) {
            scan(rows, visitor);
        } catch (SQLException e) {
            throw VerifyFailures.source(table.name(), e);
        }
    }

    void target(RowVisitor visitor) {
        try (RowStream rows = new TargetRows(target, table)) {
            scan(rows, visitor);
        } catch (SQLException e) {
            throw VerifyFailures.target(table.target(), e);
        }
    }

    private void scan(RowStream rows, RowVisitor visitor) throws SQLException {
        CanonicalRow row = new CanonicalRow(table.columns().size());
        while (rows.next(row)) {
            visitor.visit(RowDigest.of(row, table.keyColumns()), row, rows);
        }
    }
}
