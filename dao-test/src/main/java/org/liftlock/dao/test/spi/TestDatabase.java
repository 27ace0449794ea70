package org.liftlock.dao.test.spi;

import java.sql.Connection;
import java.sql.SQLException;

/** A database for one test after the other. Used by one thread at a time. */
public interface TestDatabase extends AutoCloseable {

    /**
     * Where it lies.
     *
     * @return a URL for {@link org.liftlock.dao.spi.BackendProvider#builder}
     */
    String jdbcUrl();

    /**
     * Connects past the data layer.
     *
     * @return a new connection in auto-commit mode, the caller's to close
     * @throws SQLException if that fails
     */
    Connection connect() throws SQLException;

    /**
     * Makes the database as the migration left it, after a test. Pools on it may be open.
     *
     * @return whether it can serve another test; if not, it is only closed
     * @throws SQLException if that fails; it is only closed then
     */
    boolean restore() throws SQLException;

    /** Gives the database up, when all connections to it are closed. */
    @Override
    void close();
}
