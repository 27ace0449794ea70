package org.liftlock.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.quarantine.QuarantineFile;
import org.liftlock.migration.quarantine.QuarantineRun;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.QuarantinedRow;
import org.liftlock.migration.target.TargetDatabase;

/** Rows that a run has set aside in a target, for programs; the command line is one of them. Stateless and thread-safe. */
public final class Quarantine {

    private Quarantine() {}

    /**
     * What is in quarantine.
     *
     * @param rows how many rows
     * @param shown the first of them, each with table, address and reason
     */
    public record Listed(long rows, List<String> shown) {

        public Listed {
            shown = List.copyOf(shown);
        }
    }

    /**
     * What came of a retry.
     *
     * @param loaded how many rows were taken
     * @param refused how many of the file were refused again
     * @param gone how many of the file were not in quarantine any more
     * @param left how many rows are in quarantine now
     * @param shown the first that were refused, each with line, table, address and reason
     */
    public record Retried(long loaded, long refused, long gone, long left, List<String> shown) {

        public Retried {
            shown = List.copyOf(shown);
        }
    }

    /**
     * Looks at the rows.
     *
     * @param target the database
     * @param schema the schema whose rows are meant
     * @param most how many to show at the most
     * @return their number and the first of them, in the order in which they were set aside
     * @throws MigrationException if the target refuses or vanishes
     */
    public static Listed list(TargetDatabase target, String schema, int most) {
        target.requireReadable();
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            List<String> shown = new ArrayList<>();
            QuarantinedRow.each(connection, schema, row -> {
                shown.add(row.sourceTable() + " " + row.content().address().text() + ": " + row.reason());
                return shown.size() < most;
            });
            return new Listed(QuarantineTable.rows(connection, schema), shown);
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    /**
     * Writes the rows into a file in which they can be mended. It holds all values, whatever a run was told to hide.
     *
     * @param target the database
     * @param schema the schema whose rows are meant
     * @param file where to; for its owner alone, and never over one that is there
     * @return how many rows were written
     * @throws MigrationException if no run has set rows aside there (cause {@code INPUT}), the file cannot be written, or
     *     the target refuses or vanishes
     */
    public static long write(TargetDatabase target, String schema, Path file) {
        target.requireReadable();
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            QuarantineRun run = QuarantineRun.read(connection, schema).orElseThrow(() -> nothing(target, schema));
            return QuarantineFile.write(connection, schema, run, file);
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    /**
     * Loads the rows of a file, in one transaction, each under a savepoint of its own: those that are taken leave quarantine,
     * the others stay there with the new reason.
     *
     * @param target the database
     * @param schema the schema whose rows are meant
     * @param file what {@link #write} wrote, mended
     * @param allOrNone whether nothing is to change unless every row is taken
     * @param redact whether reasons must show no values
     * @return what came of it
     * @throws MigrationException if the file is unusable or not of this target; its line is named (cause {@code INPUT}), or
     *     the target refuses or vanishes; nothing was changed then
     */
    public static Retried retry(TargetDatabase target, String schema, Path file, boolean allOrNone, boolean redact) {
        return new QuarantineRetry(target, schema, file, allOrNone, redact).run();
    }

    static MigrationException nothing(TargetDatabase target, String schema) {
        return new MigrationException(
                        Cause.INPUT,
                        "No run has set rows aside in this schema of the target",
                        "Check --to and --schema; rows are set aside by liftlock migrate --on-bad-row quarantine",
                        null)
                .with("target", target.url())
                .with("schema", schema);
    }
}
