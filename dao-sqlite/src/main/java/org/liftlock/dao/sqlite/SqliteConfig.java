package org.liftlock.dao.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Where a SQLite database lies and how it is opened. Immutable.
 *
 * @param file the database file; created where it does not exist, in a folder that does
 * @param readers how many connections read at the same time, from 1
 * @param busyTimeout how long SQLite waits for a lock of another process
 * @param acquireTimeout how long a unit of work waits for a connection of this process, the writing one above all; at least
 *     250 milliseconds
 * @param statementTimeout how long one statement may run, more than nothing; then {@link ErrorKind#TIMEOUT}. A stream has
 *     this time for each row
 */
public record SqliteConfig(
        Path file, int readers, Duration busyTimeout, Duration acquireTimeout, Duration statementTimeout) {

    private static final Duration SHORTEST_ACQUIRE_TIMEOUT = Duration.ofMillis(250);
    private static final Duration LONGEST_STATEMENT_TIMEOUT = Duration.ofDays(1);

    /**
     * Checks the values.
     *
     * @param file the database file
     * @param readers how many connections read at the same time
     * @param busyTimeout how long SQLite waits for a lock
     * @param acquireTimeout how long a unit of work waits for a connection
     * @param statementTimeout how long one statement may run, up to a day
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a value is out of range
     */
    public SqliteConfig {
        Objects.requireNonNull(file, "file is null");
        if (readers < 1) {
            throw outOfRange("readers", readers);
        }
        if (busyTimeout.isNegative() || busyTimeout.toMillis() > Integer.MAX_VALUE) {
            throw outOfRange("busyTimeout", busyTimeout);
        }
        if (acquireTimeout.compareTo(SHORTEST_ACQUIRE_TIMEOUT) < 0) {
            throw outOfRange("acquireTimeout", acquireTimeout);
        }
        if (statementTimeout.isNegative()
                || statementTimeout.isZero()
                || statementTimeout.compareTo(LONGEST_STATEMENT_TIMEOUT) > 0) {
            throw outOfRange("statementTimeout", statementTimeout);
        }
    }

    /**
     * The defaults for a file: four readers, ten seconds for a lock, thirty for a connection, sixty for a statement.
     *
     * @param file the database file
     * @return the configuration
     */
    public static SqliteConfig file(Path file) {
        return new SqliteConfig(file, 4, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /**
     * The same with another number of readers.
     *
     * @param newReaders how many connections read at the same time, from 1
     * @return a new configuration
     */
    public SqliteConfig readers(int newReaders) {
        return new SqliteConfig(file, newReaders, busyTimeout, acquireTimeout, statementTimeout);
    }

    /**
     * The same with another time-out for locks of other processes.
     *
     * @param newBusyTimeout how long SQLite waits for a lock
     * @return a new configuration
     */
    public SqliteConfig busyTimeout(Duration newBusyTimeout) {
        return new SqliteConfig(file, readers, newBusyTimeout, acquireTimeout, statementTimeout);
    }

    /**
     * The same with another time-out for connections of this process.
     *
     * @param newAcquireTimeout how long a unit of work waits for a connection, at least 250 milliseconds
     * @return a new configuration
     */
    public SqliteConfig acquireTimeout(Duration newAcquireTimeout) {
        return new SqliteConfig(file, readers, busyTimeout, newAcquireTimeout, statementTimeout);
    }

    /**
     * The same with another time-out for statements.
     *
     * @param newStatementTimeout how long one statement may run, more than nothing and up to a day
     * @return a new configuration
     */
    public SqliteConfig statementTimeout(Duration newStatementTimeout) {
        return new SqliteConfig(file, readers, busyTimeout, acquireTimeout, newStatementTimeout);
    }

    private static DaoException outOfRange(String name, Object value) {
        return new DaoException(ErrorKind.PROGRAMMING, "A value of the SQLite configuration is out of range")
                .with(name, value);
    }
}
