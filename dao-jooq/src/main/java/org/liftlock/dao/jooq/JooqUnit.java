package org.liftlock.dao.jooq;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.spi.UnitMode;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open transaction and what hangs on it: open cursors, savepoints, actions for after the commit, and the first failure
 * that happened inside. Used by the thread that opened it alone.
 */
final class JooqUnit implements UnitOfWork {

    private static final Logger LOGGER = LoggerFactory.getLogger(JooqUnit.class);

    private final UnitEnvironment environment;
    private final UnitMode mode;
    private final Isolation isolation;
    private final Deadline deadline;
    private final BackendTransaction transaction;
    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Cursor<?>> openCursors = new ArrayList<>();
    private @Nullable Throwable firstFailure;
    private int savepoints;
    private int abandonedStreams;
    private boolean committed;
    private boolean ended;

    private JooqUnit(
            UnitEnvironment environment,
            UnitMode mode,
            Isolation isolation,
            Deadline deadline,
            BackendTransaction transaction) {
        this.environment = environment;
        this.mode = mode;
        this.isolation = isolation;
        this.deadline = deadline;
        this.transaction = transaction;
        this.connection = transaction.connection();
    }

    static JooqUnit begin(UnitEnvironment environment, UnitMode mode, Isolation isolation, Deadline deadline) {
        try {
            return new JooqUnit(
                    environment,
                    mode,
                    isolation,
                    deadline,
                    environment.backend().begin(mode, isolation, deadline));
        } catch (SQLException e) {
            throw inTime(environment.backend().translate(e), deadline);
        } catch (DaoException e) {
            throw inTime(e, deadline);
        }
    }

    @Override
    public UnitMode mode() {
        return mode;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public int abandonedStreams() {
        return abandonedStreams;
    }

    /** Whether the transaction is over, as listeners find it that are told of its end. */
    boolean ended() {
        return ended;
    }

    Isolation isolation() {
        return isolation;
    }

    DSLContext dsl() {
        return environment.dsl();
    }

    /** Says what a failure of a statement means, just now. */
    DaoException translate(SQLException failure) {
        return inTime(transaction.translate(failure), deadline);
    }

    /** Which entry of a batch failed, from 0; less if it is not known. */
    boolean tellsFailedEntries() {
        return environment.backend().tellsFailedEntries();
    }

    int failedEntry(BatchUpdateException failure) {
        return environment.backend().failedEntry(failure);
    }

    /** Says that the next rows of a query are fetched, which may be its longest part. */
    void goOn() {
        transaction.guard().begin();
    }

    void failed(Throwable failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    void closeAtEnd(Cursor<?> cursor) {
        openCursors.add(cursor);
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void announceBegin() {
        notifyListeners(listener -> listener.afterBegin(this));
    }

    /** Commits, or throws and leaves the rest to {@link #rollback}. Gives what to do after the connection is back. */
    List<Runnable> commit() {
        closeCursors();
        if (firstFailure == null) {
            notifyListeners(listener -> listener.beforeCommit(this));
        }
        if (deadline.passed()) {
            throw ConnectionGuard.timeIsOver(firstFailure);
        }
        if (firstFailure != null) {
            throw new DaoException(
                    ErrorKind.PROGRAMMING,
                    "A failure was caught inside a unit of work, which cannot commit any more; use attempt()",
                    firstFailure);
        }
        try {
            transaction.commit();
        } catch (SQLException e) {
            throw commitFailure(e);
        }
        committed = true;
        ended = true;
        for (UnitOfWorkListener listener : environment.listeners()) {
            quietly(() -> listener.afterCommit(this));
        }
        transaction.release(true);
        return afterCommit;
    }

    /** Rolls back after a failure, to which what goes wrong on the way is added; a commit stands whatever failed since. */
    void rollback(Throwable failure) {
        if (committed) {
            transaction.release(false);
            return;
        }
        boolean reusable = true;
        try {
            closeCursors();
            transaction.rollback();
        } catch (SQLException | RuntimeException e) {
            reusable = false;
            failure.addSuppressed(e);
        }
        ended = true;
        for (UnitOfWorkListener listener : environment.listeners()) {
            quietly(() -> listener.afterRollback(this));
        }
        transaction.release(reusable);
    }

    /** Sets a savepoint and remembers what has to be as it was when the unit goes back to it. */
    Savepoint savepoint() {
        String name = "attempt_" + ++savepoints;
        execute("savepoint " + name);
        return new Savepoint(name, firstFailure, afterCommit.size());
    }

    void releaseTo(Savepoint savepoint) {
        execute("release savepoint " + savepoint.name());
    }

    void rollbackTo(Savepoint savepoint, Throwable failure) {
        try {
            execute("rollback to savepoint " + savepoint.name());
            execute("release savepoint " + savepoint.name());
        } catch (DaoException e) {
            failure.addSuppressed(e);
            failed(failure);
            return;
        }
        firstFailure = savepoint.failureBefore();
        afterCommit.subList(savepoint.actionsBefore(), afterCommit.size()).clear();
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            DaoException failure = translate(e);
            failed(failure);
            throw failure;
        } catch (DaoException failure) {
            failed(failure);
            throw failure;
        }
    }

    private DaoException commitFailure(SQLException e) {
        DaoException failure = transaction.translate(e);
        if (failure.kind() == ErrorKind.UNREACHABLE && mode == UnitMode.WRITE) {
            return new DaoException(
                    ErrorKind.OUTCOME_UNKNOWN, "The connection was lost while the unit of work was committed", e);
        }
        return inTime(failure, deadline);
    }

    /** Whatever ended a wait after the deadline, it was the deadline's. */
    private static DaoException inTime(DaoException failure, Deadline deadline) {
        boolean ended =
                switch (failure.kind()) {
                    case CANCELLED, LOCK_TIMEOUT, UNREACHABLE -> true;
                    default -> false;
                };
        return ended && deadline.passed() ? ConnectionGuard.timeIsOver(failure) : failure;
    }

    private void notifyListeners(Notification notification) {
        for (UnitOfWorkListener listener : environment.listeners()) {
            try {
                notification.send(listener);
            } catch (SQLException e) {
                throw translate(e);
            }
        }
    }

    private void closeCursors() {
        // One that was read to its end has closed itself.
        abandonedStreams +=
                (int) openCursors.stream().filter(cursor -> !cursor.isClosed()).count();
        openCursors.forEach(cursor -> quietly(cursor::close));
        openCursors.clear();
    }

    private static void quietly(Closing action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOGGER.error("An action at the end of a unit of work failed; the outcome of the unit stands", e);
        }
    }

    record Savepoint(String name, @Nullable Throwable failureBefore, int actionsBefore) {}

    @FunctionalInterface
    private interface Notification {
        void send(UnitOfWorkListener listener) throws SQLException;
    }

    @FunctionalInterface
    private interface Closing {
        void run() throws Exception;
    }
}
