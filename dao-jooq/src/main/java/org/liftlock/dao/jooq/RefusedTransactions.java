package org.liftlock.dao.jooq;

import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Refuses transactions of jOOQ's own, whose end would commit the unit of work that they are begun in. Stateless. */
final class RefusedTransactions implements TransactionProvider {

    @Override
    public void begin(TransactionContext context) {
        throw new DaoException(
                ErrorKind.PROGRAMMING, "jOOQ's own transactions would end the unit of work; use attempt() inside it");
    }

    @Override
    public void commit(TransactionContext context) {}

    @Override
    public void rollback(TransactionContext context) {}
}
