package org.liftlock.dao;

import org.jspecify.annotations.Nullable;

/**
 * Groups calls of repositories into units of work, all or nothing.
 *
 * <p>A unit belongs to the thread that opened it: repositories called on that thread join it, other threads never see it.
 * A unit opened inside another one joins that one; a writing unit inside a reading one is refused with {@link
 * ErrorKind#PROGRAMMING}. The unit commits when the outermost work returns and rolls back when it throws; checked
 * exceptions of the work pass through as they are.
 *
 * <p>A failure that is caught inside a unit leaves it unable to commit, on every backend: the outermost call then throws
 * {@link ErrorKind#PROGRAMMING} with the failure as its cause. What may fail and be survived belongs into {@link
 * #attempt(Work)}.
 *
 * <p>All methods may throw a {@link DaoException} of any kind that the work meets; a connection that is lost while
 * committing is {@link ErrorKind#OUTCOME_UNKNOWN}. Instances are thread-safe.
 */
public interface Transactions {

    /**
     * Runs a unit that only reads. All its statements see one state of the database.
     *
     * @param work what to do
     * @param <T> what it gives
     * @param <X> the checked exception that it may throw
     * @return the result of the work
     * @throws X if the work does
     */
    <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X;

    /**
     * Runs a unit that only reads. All its statements see one state of the database.
     *
     * @param action what to do
     * @param <X> the checked exception that it may throw
     * @throws X if the action does
     */
    default <X extends Exception> void read(Action<X> action) throws X {
        read(asWork(action));
    }

    /**
     * Runs a unit that reads and writes.
     *
     * @param work what to do
     * @param <T> what it gives
     * @param <X> the checked exception that it may throw
     * @return the result of the work, once committed
     * @throws X if the work does, after the roll-back
     */
    <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X;

    /**
     * Runs a unit that reads and writes.
     *
     * @param action what to do
     * @param <X> the checked exception that it may throw
     * @throws X if the action does, after the roll-back
     */
    default <X extends Exception> void write(Action<X> action) throws X {
        write(asWork(action));
    }

    /**
     * Runs a part of the current unit that may fail without taking the unit with it: when the work throws, what it did
     * is undone and the unit goes on as if it had not been tried. Parts may be nested.
     *
     * <p>A failure with which the database itself rolls back the whole unit cannot be survived: SQLite does so when the disk
     * is full, when a statement that writes is stopped, and where the schema says {@code ROLLBACK}; any backend when the
     * connection is lost. Whatever the unit does then is refused, and nothing of it is stored.
     *
     * @param work what to try
     * @param <T> what it gives
     * @param <X> the checked exception that it may throw
     * @return the result of the work
     * @throws X if the work does, after what it did is undone
     * @throws DaoException {@link ErrorKind#PROGRAMMING} outside a unit
     */
    <T extends @Nullable Object, X extends Exception> T attempt(Work<T, X> work) throws X;

    /**
     * Runs a part of the current unit that may fail without taking the unit with it, as {@link #attempt(Work)} does.
     *
     * @param action what to try
     * @param <X> the checked exception that it may throw
     * @throws X if the action does, after what it did is undone
     * @throws DaoException {@link ErrorKind#PROGRAMMING} outside a unit
     */
    default <X extends Exception> void attempt(Action<X> action) throws X {
        attempt(asWork(action));
    }

    /**
     * Has something done once the current unit is committed, on the same thread, outside the unit. It is dropped when the
     * unit, or the attempt it was registered in, is rolled back. The commit stands when it throws; its exception is
     * logged, and the next one is run.
     *
     * @param action what to do
     * @throws DaoException {@link ErrorKind#PROGRAMMING} outside a writing unit
     */
    void afterCommit(Runnable action);

    /**
     * The same units with other options.
     *
     * @param options how units are run
     * @return a view of the same transactions: units opened through one are joined through the other
     */
    Transactions with(UnitOptions options);

    private static <X extends Exception> Work<Boolean, X> asWork(Action<X> action) {
        return () -> {
            action.run();
            return Boolean.TRUE;
        };
    }
}
