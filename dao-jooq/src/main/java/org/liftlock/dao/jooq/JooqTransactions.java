package org.liftlock.dao.jooq;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.Work;
import org.liftlock.dao.spi.UnitMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and joins units of work; the current one of each thread is shared by all views with other options. */
final class JooqTransactions implements Transactions {

    private static final Logger LOGGER = LoggerFactory.getLogger(JooqTransactions.class);

    private final UnitEnvironment environment;
    private final UnitOptions options;
    private final CurrentUnit current;

    /** Whether somebody has asked for the options; who asks for nothing joins a unit of any isolation. */
    private final boolean asked;

    JooqTransactions(UnitEnvironment environment) {
        this(environment, UnitOptions.defaults(), false);
    }

    private JooqTransactions(UnitEnvironment environment, UnitOptions options, boolean asked) {
        this.environment = environment;
        this.options = options;
        this.current = environment.current();
        this.asked = asked;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
        return run(UnitMode.READ, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
        return run(UnitMode.WRITE, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T attempt(Work<T, X> work) throws X {
        JooqUnit unit = requireUnit("attempt");
        JooqUnit.Savepoint savepoint = unit.savepoint();
        T result;
        try {
            result = work.run();
        } catch (Throwable failure) {
            unit.rollbackTo(savepoint, failure);
            throw failure;
        }
        unit.releaseTo(savepoint);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        JooqUnit unit = requireUnit("afterCommit");
        if (unit.mode() != UnitMode.WRITE) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A reading unit of work has no commit to wait for");
        }
        unit.afterCommit(action);
    }

    @Override
    public Transactions with(UnitOptions newOptions) {
        return new JooqTransactions(environment, newOptions, true);
    }

    /** Runs a repository's statements in a unit and translates what jOOQ throws. */
    <T extends @Nullable Object> T statements(UnitMode mode, Function<DSLContext, T> statements) {
        return run(mode, () -> {
            JooqUnit unit = requireUnit("statements");
            try {
                return statements.apply(unit.dsl());
            } catch (RuntimeException e) {
                throw JooqErrors.translate(e, unit);
            }
        });
    }

    boolean locksRows() {
        return environment.backend().locksRows();
    }

    JooqUnit requireUnit(String call) {
        return current.require(call);
    }

    /** Goes on with what was begun in a unit, which has to be the current one still. */
    <T> T inside(JooqUnit unit, Supplier<T> step) {
        if (current.get() != unit) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A stream is read outside its unit of work");
        }
        try {
            unit.goOn();
            return step.get();
        } catch (RuntimeException e) {
            RuntimeException failure = JooqErrors.translate(e, unit);
            unit.failed(failure);
            throw failure;
        }
    }

    private <T extends @Nullable Object, X extends Exception> T run(UnitMode mode, Work<T, X> work) throws X {
        JooqUnit unit = current.get();
        return unit == null ? repeat(mode, work) : join(unit, mode, work);
    }

    private <T extends @Nullable Object, X extends Exception> T join(JooqUnit unit, UnitMode mode, Work<T, X> work)
            throws X {
        try {
            if (mode == UnitMode.WRITE && unit.mode() == UnitMode.READ) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A writing unit of work inside a reading one");
            }
            if (asked && options.isolation().compareTo(unit.isolation()) > 0) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A unit of work inside one with weaker isolation")
                        .with("isolation", options.isolation())
                        .with("outer", unit.isolation());
            }
            return work.run();
        } catch (Throwable failure) {
            unit.failed(failure);
            throw failure;
        }
    }

    private <T extends @Nullable Object, X extends Exception> T repeat(UnitMode mode, Work<T, X> work) throws X {
        Deadline deadline = Deadline.in(options.timeout());
        RetryPause pause = new RetryPause(options.attempts(), deadline);
        while (true) {
            try {
                return outermost(mode, work, deadline);
            } catch (DaoException failure) {
                pause.beforeNextAttempt(failure);
            }
        }
    }

    private <T extends @Nullable Object, X extends Exception> T outermost(
            UnitMode mode, Work<T, X> work, Deadline deadline) throws X {
        JooqUnit unit = JooqUnit.begin(environment, mode, options.isolation(), deadline);
        T result;
        List<Runnable> afterCommit;
        current.set(unit);
        try {
            unit.announceBegin();
            result = work.run();
            afterCommit = unit.commit();
        } catch (Throwable failure) {
            unit.rollback(failure);
            throw failure;
        } finally {
            current.remove();
        }
        afterCommit.forEach(JooqTransactions::runAfterCommit);
        return result;
    }

    private static void runAfterCommit(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOGGER.error("An action after a commit failed; the commit stands", e);
        }
    }
}
