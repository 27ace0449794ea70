package org.liftlock.migration.load;

import java.sql.SQLException;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.copy.CarefulCopier;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.copy.Throttle;
import org.liftlock.migration.quarantine.QuarantineTable;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.source.RowRange;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunProgress.Loaded;

/**
 * Brings rows of a table into a session's transaction, which the caller ends: at once, or carefully where some are refused.
 * Thread-safe.
 */
final class RowLoad {

    private final SqliteSource source;
    private final PreparedMigration prepared;
    private final MigrateOptions options;
    private final ToldRows told;
    private final Throttle throttle;

    RowLoad(SqliteSource source, PreparedMigration prepared, MigrateOptions options, RunListener listener) {
        this.source = source;
        this.prepared = prepared;
        this.options = options;
        this.told = new ToldRows(listener);
        this.throttle = new Throttle(options.load().bytesPerSecond());
    }

    /** All rows of a table that this transaction has made. */
    Loaded intoNew(TargetSession session, TableLoad table) throws SQLException {
        return copy(session, table, 0, RowRange.ALL, true);
    }

    /** A part, or the whole of a table that is in one part. */
    Loaded atOnce(TargetSession session, TableLoad table, int part) throws SQLException {
        boolean whole = table.ranges().size() == 1;
        if (whole) {
            // Rows can be written frozen only into a table that this very transaction made or emptied.
            session.execute(
                    "TRUNCATE " + PgSql.name(options.schema(), table.plan().target()));
        }
        return copy(session, table, part, table.ranges().get(part), whole);
    }

    /** A value that does not fit is refused as the server would, where refused rows are set aside. */
    private Loaded copy(TargetSession session, TableLoad table, int part, RowRange range, boolean frozen)
            throws SQLException {
        RunListener listener = told.attempt(table.plan().source(), part);
        try (SourceReader reader = source.reader()) {
            TableCopier copier =
                    new TableCopier(table.source(), table.plan(), prepared.aside(), range, listener, throttle);
            CopyResult result = copier.copy(reader, session.connection(), options.schema(), frozen);
            return loaded(session, table, reader, result, 0, part == 0);
        } catch (MigrationException e) {
            if (options.load().quarantinesBadRows() && TableCopier.isOfRow(e)) {
                throw new SQLException(e.getMessage(), RowRefusals.UNFIT, e);
            }
            throw e;
        }
    }

    /** A part, with the rows that are refused set aside one by one. */
    Loaded carefully(TargetSession session, TableLoad table, int part) throws SQLException {
        try (SourceReader reader = source.reader()) {
            CarefulCopier copier = new CarefulCopier(
                    table.source(),
                    table.plan(),
                    prepared.aside(),
                    table.ranges().get(part),
                    told.attempt(table.plan().source(), part),
                    throttle,
                    options.redact());
            CarefulCopier.Result result = copier.copy(reader, session.connection(), options.schema());
            return loaded(session, table, reader, result.copied(), result.quarantined(), part == 0);
        }
    }

    /** The rows that the plan sets aside go with the first part. */
    private Loaded loaded(
            TargetSession session,
            TableLoad table,
            SourceReader reader,
            CopyResult copied,
            long refused,
            boolean withAside)
            throws SQLException {
        long aside = withAside
                ? QuarantineTable.write(
                        reader, table.source(), table.plan(), prepared.aside(), session.connection(), options.schema())
                : 0;
        return new Loaded(copied.rowsRead(), copied.rowsLoaded(), aside + refused, copied.bytes(), copied.time());
    }
}
