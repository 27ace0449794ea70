package org.liftlock.dao.postgres;

import java.time.Duration;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * What is waited for no longer than how long. Immutable; each is at least a second.
 *
 * @param acquire for a free connection of the pool; then {@link ErrorKind#TIMEOUT}
 * @param connect for the server to accept a connection; then {@link ErrorKind#UNREACHABLE}
 * @param statement for one statement; then {@link ErrorKind#TIMEOUT}
 * @param lock for a lock that another transaction holds; then {@link ErrorKind#LOCK_TIMEOUT}
 * @param idleInTransaction for the next statement of an open unit of work; then the server ends the connection
 */
public record PostgresTimeouts(
        Duration acquire, Duration connect, Duration statement, Duration lock, Duration idleInTransaction) {

    private static final PostgresTimeouts DEFAULTS = new PostgresTimeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    /**
     * Checks the values.
     *
     * @param acquire for a free connection of the pool
     * @param connect for the server to accept a connection
     * @param statement for one statement
     * @param lock for a lock that another transaction holds
     * @param idleInTransaction for the next statement of an open unit of work
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a value is out of range
     */
    public PostgresTimeouts {
        requireInRange("acquire", acquire);
        requireInRange("connect", connect);
        requireInRange("statement", statement);
        requireInRange("lock", lock);
        requireInRange("idleInTransaction", idleInTransaction);
    }

    /**
     * The defaults: 30 seconds for a connection of the pool, 10 to connect, 60 for a statement, 10 for a lock, 60 idle.
     *
     * @return the defaults
     */
    public static PostgresTimeouts defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another time-out for a free connection.
     *
     * @param newAcquire for a free connection of the pool
     * @return new time-outs
     */
    public PostgresTimeouts acquire(Duration newAcquire) {
        return new PostgresTimeouts(newAcquire, connect, statement, lock, idleInTransaction);
    }

    /**
     * The same with another time-out for connecting.
     *
     * @param newConnect for the server to accept a connection
     * @return new time-outs
     */
    public PostgresTimeouts connect(Duration newConnect) {
        return new PostgresTimeouts(acquire, newConnect, statement, lock, idleInTransaction);
    }

    /**
     * The same with another time-out for statements.
     *
     * @param newStatement for one statement
     * @return new time-outs
     */
    public PostgresTimeouts statement(Duration newStatement) {
        return new PostgresTimeouts(acquire, connect, newStatement, lock, idleInTransaction);
    }

    /**
     * The same with another time-out for locks.
     *
     * @param newLock for a lock that another transaction holds
     * @return new time-outs
     */
    public PostgresTimeouts lock(Duration newLock) {
        return new PostgresTimeouts(acquire, connect, statement, newLock, idleInTransaction);
    }

    /**
     * The same with another time-out for idle units of work.
     *
     * @param newIdleInTransaction for the next statement of an open unit of work
     * @return new time-outs
     */
    public PostgresTimeouts idleInTransaction(Duration newIdleInTransaction) {
        return new PostgresTimeouts(acquire, connect, statement, lock, newIdleInTransaction);
    }

    private static void requireInRange(String name, Duration timeout) {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A time-out lies outside one second to one day")
                    .with(name, timeout);
        }
    }
}
