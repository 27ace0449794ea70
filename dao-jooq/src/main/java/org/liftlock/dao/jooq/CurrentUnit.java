package org.liftlock.dao.jooq;

import java.sql.Connection;
import org.jooq.ConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * The unit of work of each thread. One context of jOOQ serves all units, since making one costs as much as a small
 * statement; whoever keeps it is refused outside a unit. Thread-safe.
 */
final class CurrentUnit implements ConnectionProvider {

    private final ThreadLocal<@Nullable JooqUnit> unit = new ThreadLocal<>();

    @Nullable
    JooqUnit get() {
        return unit.get();
    }

    JooqUnit require(String call) {
        JooqUnit current = unit.get();
        if (current == null || current.ended()) {
            throw new DaoException(ErrorKind.PROGRAMMING, "This needs an open unit of work on the thread")
                    .with("call", call);
        }
        return current;
    }

    void set(JooqUnit begun) {
        unit.set(begun);
    }

    void remove() {
        unit.remove();
    }

    @Override
    public Connection acquire() {
        return require("statement").connection();
    }

    /** The unit gives its connection back when it ends. */
    @Override
    public void release(Connection connection) {}
}
