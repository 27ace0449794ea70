package org.liftlock.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.copy.CarefulCopier;
import org.liftlock.migration.copy.CopyResult;
import org.liftlock.migration.copy.TableCopier;
import org.liftlock.migration.plan.TablePlan;
import org.liftlock.migration.quarantine.RowRefusals;
import org.liftlock.migration.quarantine.RowsAside;
import org.liftlock.migration.seeded.Upsert;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.sql.Jdbc;
import org.liftlock.migration.sql.PgSql;

/** Brings rows into tables that are there already, in the connection's transaction, which the caller ends. Not thread-safe. */
final class ExistingRowLoad {

    private final Connection connection;
    private final MigrateOptions options;
    private final RunListener listener;

    ExistingRowLoad(Connection connection, MigrateOptions options, RunListener listener) {
        this.connection = connection;
        this.options = options;
        this.listener = listener;
    }

    /** What is deferred is refused at the end of all, where it belongs to no row; foreign keys alone may need later rows. */
    void checkRowByRow() throws SQLException {
        String names = String.join(
                ", ",
                Jdbc.texts(
                        connection,
                        "SELECT DISTINCT format('%I.%I', n.nspname, c.conname) FROM pg_constraint c"
                                + " JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.condeferrable"
                                + " AND c.contype IN ('p', 'u', 'x', 't') AND n.nspname = "
                                + PgSql.string(options.schema())));
        if (!names.isEmpty()) {
            Jdbc.execute(connection, "SET CONSTRAINTS " + names + " IMMEDIATE");
        }
    }

    /**
     * Loads a table at once, and carefully if a row is refused and such rows are to be set aside.
     *
     * @param key the primary key by which rows that are there are loaded over, or null
     */
    CarefulCopier.Result copy(
            SourceReader reader, SourceTable source, TablePlan plan, RowsAside aside, @Nullable String key)
            throws SQLException {
        if (!options.load().quarantinesBadRows()) {
            return new CarefulCopier.Result(atOnce(reader, source, plan, aside, key), 0);
        }
        Savepoint savepoint = connection.setSavepoint();
        try {
            CopyResult result = atOnce(reader, source, plan, aside, key);
            connection.releaseSavepoint(savepoint);
            return new CarefulCopier.Result(result, 0);
        } catch (MigrationException e) {
            if (!TableCopier.isOfRow(e)) {
                throw e;
            }
        } catch (SQLException e) {
            if (!RowRefusals.isOfRow(e)) {
                throw e;
            }
        }
        connection.rollback(savepoint);
        return key == null
                ? new CarefulCopier(source, plan, aside, listener, options.redact(), null)
                        .copy(reader, connection, options.schema())
                : Upsert.loadCarefully(
                        reader, source, plan, aside, listener, connection, options.schema(), key, options.redact());
    }

    private CopyResult atOnce(
            SourceReader reader, SourceTable source, TablePlan plan, RowsAside aside, @Nullable String key)
            throws SQLException {
        return key == null
                ? new TableCopier(source, plan, aside, listener).copy(reader, connection, options.schema(), false)
                : Upsert.load(reader, source, plan, aside, listener, connection, options.schema(), key);
    }
}
