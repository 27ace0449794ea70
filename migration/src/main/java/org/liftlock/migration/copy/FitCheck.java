package org.liftlock.migration.copy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.Tasks;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.RowCount;
import org.liftlock.migration.plan.ColumnPlan;
import org.liftlock.migration.plan.MigrationPlan;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.profile.Occurrences;
import org.liftlock.migration.source.RowAddress;
import org.liftlock.migration.source.RowCursor;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

/**
 * Encodes every value as the copy would and throws it away: whether a plan that was written by hand fits is known before
 * PostgreSQL is touched.
 */
public final class FitCheck {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NAMED_ROWS = 3;

    private FitCheck() {}

    /**
     * Checks all copied columns of a plan.
     *
     * @param source the rows
     * @param plan the plan
     * @param redact whether findings must show no values
     * @param listener who hears of rows
     * @return a blocker for each column that has values which do not fit, a warning for each with values that become NULL
     */
    public static List<Finding> check(SqliteSource source, MigrationPlan plan, boolean redact, RunListener listener) {
        List<List<Finding>> findings =
                Tasks.inParallel(plan.tables(), source.readers(), table -> check(source, table, redact, listener));
        return findings.stream().flatMap(List::stream).toList();
    }

    private static List<Finding> check(SqliteSource source, TablePlan plan, boolean redact, RunListener listener) {
        SourceTable table = source.schema().table(plan.source()).orElseThrow();
        List<ColumnPlan> columns = plan.copiedColumns();
        List<ColumnEncoder> encoders =
                columns.stream().map(column -> new ColumnEncoder(column, true)).toList();
        long[] counts = new long[columns.size()];
        List<StringBuilder> rows = new ArrayList<>();
        List<List<RowAddress>> nulls = new ArrayList<>();
        columns.forEach(column -> {
            rows.add(new StringBuilder());
            nulls.add(new ArrayList<>());
        });
        CopyBuffer buffer = new CopyBuffer(BUFFER_BYTES);
        long read = 0;
        try (SourceReader reader = source.reader();
                RowCursor cursor = reader.rows(
                        table, columns.stream().map(ColumnPlan::selectSql).toList())) {
            while (cursor.next()) {
                read++;
                for (int i = 0; i < encoders.size(); i++) {
                    buffer.clear();
                    long nullsBefore = encoders.get(i).readAsNull();
                    String misfit = misfit(encoders.get(i), columns.get(i), cursor, i, buffer);
                    if (misfit != null && counts[i]++ < NAMED_ROWS) {
                        rows.get(i).append(rows.get(i).isEmpty() ? "" : ", ");
                        rows.get(i).append(redact ? cursor.address().redacted() : cursor.address());
                        rows.get(i).append(redact ? "" : " is " + misfit);
                    }
                    if (encoders.get(i).readAsNull() > nullsBefore && nullsBefore < NAMED_ROWS) {
                        nulls.get(i).add(redact ? cursor.address().redacted() : cursor.address());
                    }
                }
            }
        }
        listener.rows(table.name(), read);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (counts[i] > 0) {
                findings.add(Finding.of(
                        FindingCode.VALUE_DOES_NOT_FIT,
                        plan.source(),
                        columns.get(i).source(),
                        RowCount.words(counts[i]) + " for " + columns.get(i).type() + ": " + rows.get(i)));
            }
            if (encoders.get(i).readAsNull() > 0) {
                findings.add(Finding.of(
                        FindingCode.READ_AS_NULL,
                        plan.source(),
                        columns.get(i).source(),
                        new Occurrences(encoders.get(i).readAsNull(), nulls.get(i)).words()));
            }
        }
        return findings;
    }

    private static @Nullable String misfit(
            ColumnEncoder encoder, ColumnPlan column, RowCursor cursor, int index, CopyBuffer buffer) {
        try {
            encoder.encode(cursor, index, buffer);
            boolean isNull = buffer.length() == Integer.BYTES && buffer.array()[0] == -1;
            return isNull && column.notNull() ? "NULL in a NOT NULL column" : null;
        } catch (UnfitValueException e) {
            return e.getMessage();
        }
    }
}
