package org.liftlock.dao.jooq;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.spi.UnitMode;

/** What is different between two databases underneath the same units of work. Implementations are thread-safe. */
public interface JooqBackend extends AutoCloseable {

    /**
     * The name of the backend, by which repositories are bound.
     *
     * @return lower case, for instance {@code sqlite}
     */
    String name();

    /**
     * The dialect that jOOQ renders.
     *
     * @return the dialect
     */
    SQLDialect dialect();

    /**
     * The settings without which jOOQ would behave differently on this database than on another.
     *
     * @return settings that are not changed any more
     */
    Settings settings();

    /**
     * What this backend can do that others may not.
     *
     * @return an immutable set
     */
    Set<Capability> capabilities();

    /**
     * How values are stored.
     *
     * @return the storage of each type
     */
    ValueStorages storages();

    /**
     * Connections outside the pools, for schema migrations.
     *
     * @return a source of new connections in auto-commit mode
     */
    DataSource unpooled();

    /**
     * Describes the schema as it is now.
     *
     * @return the tables with their columns and keys
     * @throws SQLException if the database cannot be asked
     */
    SchemaDescription readSchema() throws SQLException;

    /**
     * Migrates the schema while no other process does.
     *
     * @param migration runs Flyway
     * @throws DaoException {@link org.liftlock.dao.ErrorKind#LOCK_TIMEOUT} if another process does so for too long
     */
    void migrate(Runnable migration);

    /**
     * Takes a connection and begins a transaction on it.
     *
     * @param mode whether it may write
     * @param isolation at least this isolation
     * @param deadline when the time is over: nothing is waited for longer, and a statement that runs then is stopped
     * @return the transaction
     * @throws SQLException if no connection is to be had or the transaction cannot begin; no connection is kept then
     * @throws DaoException the same, where the backend knows more
     */
    BackendTransaction begin(UnitMode mode, Isolation isolation, Deadline deadline) throws SQLException;

    /**
     * Whether rows are locked one by one.
     *
     * @return false where a writing unit of work holds the lock of the whole database from its beginning
     */
    boolean locksRows();

    /**
     * Whether the driver says which entry of a batch has failed.
     *
     * @return whether {@link #failedEntry} knows
     */
    boolean tellsFailedEntries();

    /**
     * Says which entry of a batch failed.
     *
     * @param failure what the driver threw
     * @return the index of the entry, from 0; less than 0 if it is not known, as where the driver never tells
     */
    default int failedEntry(BatchUpdateException failure) {
        return -1;
    }

    /**
     * Says what a failure outside a transaction means.
     *
     * @param failure what the driver or a pool threw
     * @return the same in neutral words, with the failure as its cause
     */
    DaoException translate(SQLException failure);

    /** Closes all connections. */
    @Override
    void close();
}
