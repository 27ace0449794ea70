package org.liftlock.dao.spi;

import java.sql.SQLException;

/**
 * Is told of each outermost unit of work of a database, on the thread that runs it. One instance serves all threads.
 * Every method does nothing unless overridden.
 *
 * <p>What {@link #afterBegin} or {@link #beforeCommit} throws is a veto: the unit is rolled back and its caller gets the
 * exception, a {@link SQLException} translated as one of the unit's own. What the two others throw is logged, since it
 * cannot change the outcome; repositories refuse calls from them, which would run outside every transaction.
 */
public interface UnitOfWorkListener {

    /**
     * The transaction has begun, no statement of the unit has run.
     *
     * @param unit the unit
     * @throws SQLException if a statement of the listener fails
     */
    default void afterBegin(UnitOfWork unit) throws SQLException {}

    /**
     * All work is done and the transaction is about to be committed. Called for reading units too.
     *
     * @param unit the unit
     * @throws SQLException if a statement of the listener fails
     */
    default void beforeCommit(UnitOfWork unit) throws SQLException {}

    /**
     * The transaction is committed; the connection is about to be given back.
     *
     * @param unit the unit, whose connection is in no transaction now
     */
    default void afterCommit(UnitOfWork unit) {}

    /**
     * The transaction is rolled back, or its outcome is unknown; the connection is about to be given back.
     *
     * @param unit the unit, whose connection is in no transaction now and may be broken
     */
    default void afterRollback(UnitOfWork unit) {}
}
