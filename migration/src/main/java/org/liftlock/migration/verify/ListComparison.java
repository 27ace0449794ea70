package org.liftlock.migration.verify;

import java.sql.SQLException;

/** Compares rows that come in an order of the query's choice, each with the one in the same place. Use once. */
final class ListComparison {

    private final ComparedRows rows;
    private final FirstRows first = new FirstRows();
    private long sourceRows;
    private long targetRows;

    ListComparison(ComparedRows rows) {
        this.rows = rows;
    }

    PartOutcome compare() {
        String name = rows.shape().name();
        try (RowStream target = rows.target()) {
            try (RowStream source = rows.source()) {
                compare(source, target);
            } catch (SQLException e) {
                throw VerifyFailures.source(name, e);
            }
        } catch (SQLException e) {
            throw VerifyFailures.target(name, e);
        }
        return new PartOutcome(sourceRows, targetRows, first.differing(), false, first.rows());
    }

    private void compare(RowStream source, RowStream target) throws SQLException {
        CanonicalRow own = new CanonicalRow(rows.shape().columns().size());
        CanonicalRow other = new CanonicalRow(rows.shape().columns().size());
        boolean hasOwn = true;
        boolean hasOther = true;
        while (hasOwn || hasOther) {
            hasOwn = hasOwn && source.next(own);
            hasOther = hasOther && next(target, other);
            sourceRows += hasOwn ? 1 : 0;
            targetRows += hasOther ? 1 : 0;
            String place = "row " + Math.max(sourceRows, targetRows);
            if (hasOwn && hasOther) {
                if (!own.sameBytes(other)) {
                    first.pair(own, other, place);
                }
            } else if (hasOwn) {
                first.missing(own, place);
            } else if (hasOther) {
                first.surplus(other, place);
            }
        }
    }

    private boolean next(RowStream target, CanonicalRow row) {
        try {
            return target.next(row);
        } catch (SQLException e) {
            throw VerifyFailures.target(rows.shape().name(), e);
        }
    }
}
