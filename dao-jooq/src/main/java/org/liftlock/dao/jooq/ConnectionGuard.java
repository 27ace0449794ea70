package org.liftlock.dao.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Watches the unit of work on one connection: refuses statements once its time is over or its transaction is gone, and
 * knows how long the current statement has run. Used by the thread that holds the connection alone.
 */
public final class ConnectionGuard {

    private Deadline deadline = Deadline.NONE;
    private long startedAt = System.nanoTime();
    private boolean stopped;
    private boolean rolledBack;

    ConnectionGuard() {}

    /**
     * The guard of a connection.
     *
     * @param connection a connection that a {@link GuardedDataSource} has made, or a pool's proxy of it
     * @return the guard
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if the connection has none
     */
    public static ConnectionGuard of(Connection connection) {
        try {
            return connection.unwrap(GuardedConnection.class).guard();
        } catch (SQLException e) {
            throw new DaoException(ErrorKind.PROGRAMMING, "The connection comes from elsewhere", e);
        }
    }

    /**
     * Begins to watch a unit of work.
     *
     * @param newDeadline when its time is over
     */
    public void enter(Deadline newDeadline) {
        deadline = newDeadline;
    }

    /** Ends watching the unit: what follows on the connection, a roll-back first of all, is not refused. */
    public void leave() {
        deadline = Deadline.NONE;
        rolledBack = false;
    }

    /**
     * Says that the database has ended the transaction of the unit by itself. Further statements are refused until {@link
     * #leave}: each would be a transaction of its own, and stay when the unit is rolled back.
     */
    public void rolledBack() {
        rolledBack = true;
    }

    /**
     * Says that a statement, or the next part of one, begins.
     *
     * @throws DaoException {@link ErrorKind#TIMEOUT} if the time of the unit is over; {@link ErrorKind#PROGRAMMING} if the
     *     database has rolled the unit back
     */
    public void begin() {
        if (deadline.passed()) {
            throw timeIsOver(null);
        }
        if (rolledBack) {
            throw new DaoException(
                    ErrorKind.PROGRAMMING, "The unit of work has failed before, and the database has rolled it back");
        }
        startedAt = System.nanoTime();
        stopped = false;
    }

    /**
     * How long the current statement has run.
     *
     * @return the time since {@link #begin()}
     */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Decides whether the statement that is running on this thread is stopped now.
     *
     * @param statementNanos how many nanoseconds a statement may run
     * @return true if that is over, or the time of the unit
     */
    public boolean stops(long statementNanos) {
        stopped = System.nanoTime() - startedAt > statementNanos || deadline.passed();
        return stopped;
    }

    /**
     * Whether the last statement was stopped by this guard.
     *
     * @return true if {@link #stops} said so
     */
    public boolean stopped() {
        return stopped;
    }

    static DaoException timeIsOver(@Nullable Throwable cause) {
        return new DaoException(ErrorKind.TIMEOUT, "The time of the unit of work is over", cause);
    }
}
