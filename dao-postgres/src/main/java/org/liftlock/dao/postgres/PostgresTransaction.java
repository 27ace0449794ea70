package org.liftlock.dao.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.BackendTransaction;
import org.liftlock.dao.jooq.ConnectionGuard;
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.Deadline;

/** A transaction on a connection of the pool; the driver begins it with the first statement. */
final class PostgresTransaction implements BackendTransaction {

    private final ConnectionPool pool;
    private final Connection connection;
    private final ConnectionGuard guard;
    private final DeadlineWatch watch;
    private final Duration statementTimeout;

    PostgresTransaction(
            ConnectionPool pool,
            Connection connection,
            PostgresCanceller canceller,
            Deadline deadline,
            Duration statementTimeout) {
        this.pool = pool;
        this.connection = connection;
        this.guard = ConnectionGuard.of(connection);
        this.statementTimeout = statementTimeout;
        guard.enter(deadline);
        this.watch = canceller.watch(connection, deadline);
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
        guard.begin();
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        guard.leave();
        connection.rollback();
    }

    @Override
    public void release(boolean reusable) {
        guard.leave();
        boolean quiet = watch.end();
        pool.release(connection, reusable && quiet);
    }

    /**
     * The server has one state for a statement that took too long and for one that somebody cancelled, and tells them apart
     * in its message, in its own language. So the time counts: nobody but the server's clock stops a statement when
     * its time is over. The message counts beside it, for a time-out that a statement has set.
     */
    @Override
    public DaoException translate(SQLException failure) {
        DaoException meaning = PostgresErrors.translate(failure);
        if (meaning.kind() == ErrorKind.CANCELLED && guard.elapsed().compareTo(statementTimeout) >= 0) {
            return PostgresErrors.tookTooLong(failure);
        }
        return meaning;
    }
}
