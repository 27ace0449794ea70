package org.liftlock.dao.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.BackendTransaction;
import org.liftlock.dao.jooq.ConnectionGuard;
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.Deadline;
import org.sqlite.SQLiteConnection;

/**
 * A transaction on the writer or on a reader.
 *
 * <p>Begun and ended by statements: the driver's own commit begins the next transaction at once, and would take the write
 * lock again for nobody. In between the driver is told that it does not commit by itself, since it would try to after each
 * statement.
 */
final class SqliteTransaction implements BackendTransaction {

    private final ConnectionPool pool;
    private final Connection connection;
    private final SQLiteConnection driver;
    private final ConnectionGuard guard;
    private final SqliteFile file;
    private final boolean writing;
    private final Deadline deadline;

    private SqliteTransaction(
            ConnectionPool pool, Connection connection, SqliteFile file, boolean writing, Deadline deadline)
            throws SQLException {
        this.pool = pool;
        this.connection = connection;
        this.driver = connection.unwrap(SQLiteConnection.class);
        this.guard = ConnectionGuard.of(connection);
        this.file = file;
        this.writing = writing;
        this.deadline = deadline;
    }

    static SqliteTransaction read(ConnectionPool pool, Connection connection, SqliteFile file, Deadline deadline)
            throws SQLException {
        SqliteTransaction transaction = new SqliteTransaction(pool, connection, file, false, deadline);
        transaction.begin("BEGIN");
        return transaction;
    }

    static SqliteTransaction write(ConnectionPool pool, Connection connection, SqliteFile file, Deadline deadline)
            throws SQLException {
        SqliteTransaction transaction = new SqliteTransaction(pool, connection, file, true, deadline);
        transaction.begin("BEGIN IMMEDIATE");
        return transaction;
    }

    private void begin(String sql) throws SQLException {
        execute(sql);
        driver.getConnectionConfig().setAutoCommit(false);
        guard.enter(deadline);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public ConnectionGuard guard() {
        return guard;
    }

    @Override
    public void commit() throws SQLException {
        execute("COMMIT");
        if (writing) {
            // Before anyone is told that the rows are stored.
            file.requireInPlace();
        }
    }

    @Override
    public void rollback() throws SQLException {
        guard.leave();
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            if (!SqliteErrors.saysNoTransaction(e)) {
                throw e;
            }
        } finally {
            // The guard was told of this roll-back too.
            guard.leave();
        }
    }

    @Override
    public void release(boolean reusable) {
        guard.leave();
        driver.getConnectionConfig().setAutoCommit(true);
        // The thread of the statement stops it, so that no late word can hit another unit.
        pool.release(connection, reusable);
    }

    @Override
    public DaoException translate(SQLException failure) {
        DaoException meaning = SqliteErrors.translate(failure);
        if (meaning.kind() == ErrorKind.CANCELLED && guard.stopped()) {
            return new DaoException(ErrorKind.TIMEOUT, "The statement took too long", failure);
        }
        return meaning;
    }

    /** Past JDBC, whose objects would cost more than these statements do. */
    private void execute(String sql) throws SQLException {
        guard.begin();
        driver.getDatabase()._exec(sql);
    }
}
