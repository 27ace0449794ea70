package org.liftlock.dao.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import org.liftlock.dao.DaoException;

/** A transaction of a backend on a connection of its pool, for the thread that began it. Ends with {@link #release}. */
public interface BackendTransaction {

    /**
     * The connection, inside the transaction.
     *
     * @return a connection that a {@link GuardedDataSource} has made, or a pool's proxy of it
     */
    Connection connection();

    /**
     * The guard of the connection.
     *
     * @return what {@link ConnectionGuard#of} gives
     */
    ConnectionGuard guard();

    /**
     * Commits the transaction.
     *
     * @throws SQLException if it fails; the transaction may be open still
     */
    void commit() throws SQLException;

    /**
     * Rolls the transaction back; one that the database has rolled back itself is no error.
     *
     * @throws SQLException if it fails; the connection is of no use then
     */
    void rollback() throws SQLException;

    /**
     * Gives the connection back, outside a transaction. A connection that may yet be told to stop its statement does not
     * serve another unit, whatever is said here.
     *
     * @param reusable whether it may serve another unit
     */
    void release(boolean reusable);

    /**
     * Says what a failure on the connection means.
     *
     * @param failure what the driver threw, just now
     * @return the same in neutral words, with the failure as its cause
     */
    DaoException translate(SQLException failure);
}
