package org.liftlock.dao.jooq;

import java.sql.Connection;
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
     * How points in time are stored.
     *
     * @return the storage
     */
    TemporalStorage temporalStorage();

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
     * @return the connection, inside its transaction
     * @throws SQLException if none is to be had or the transaction cannot begin; no connection is kept then
     */
    Connection begin(UnitMode mode, Isolation isolation) throws SQLException;

    /**
     * Commits the transaction.
     *
     * @param connection what {@link #begin} gave
     * @throws SQLException if it fails; the transaction may be open still
     */
    void commit(Connection connection) throws SQLException;

    /**
     * Rolls the transaction back; one that the database has rolled back itself is no error.
     *
     * @param connection what {@link #begin} gave
     * @throws SQLException if it fails; the connection is of no use then
     */
    void rollback(Connection connection) throws SQLException;

    /**
     * Gives a connection back.
     *
     * @param connection what {@link #begin} gave, outside a transaction
     * @param mode the mode it was taken for
     * @param reusable whether it may serve another unit
     */
    void release(Connection connection, UnitMode mode, boolean reusable);

    /**
     * Says what a failure means.
     *
     * @param failure what the driver or a pool threw
     * @return the same in neutral words, with the failure as its cause
     */
    DaoException translate(SQLException failure);

    /** Closes all connections. */
    @Override
    void close();
}
