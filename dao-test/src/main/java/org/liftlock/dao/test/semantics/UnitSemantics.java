package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.liftlock.dao.test.semantics.SemanticsTables.AMOUNT;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.UnitOptions;

/** D01 to D04: what happens in a unit of work after a failure, and between two units. */
public abstract class UnitSemantics extends SemanticsTopic {

    UnitSemantics() {}

    @Difference(
            id = "D01",
            topic = "A failed statement inside a unit",
            rule = "what may fail and be survived is an attempt; a failure caught without one makes the unit unable to"
                    + " commit",
            instead = "`transactions.attempt(…)`, or `onConflict(…).doNothing()`",
            settled = Settlement.BY_METHOD)
    void survivesAFailureInsideAnAttemptOnly() {
        sql.insertItem(1, "one");
        units.write(() -> {
            assertFails(ErrorKind.DUPLICATE_KEY, () -> units.attempt(() -> sql.insertItem(1, "again")));
            sql.insertItem(2, "two");
        });
        assertEquals(List.of("one", "two"), sql.codes());

        DaoException refused = assertFails(
                ErrorKind.PROGRAMMING,
                () -> units.write(() -> {
                    sql.insertItem(3, "three");
                    assertFails(ErrorKind.DUPLICATE_KEY, () -> sql.insertItem(1, "again"));
                }));
        assertEquals(
                ErrorKind.DUPLICATE_KEY,
                assertInstanceOf(DaoException.class, refused.getCause()).kind());
        assertEquals(List.of("one", "two"), sql.codes());
    }

    @Observed("D01")
    void transactionIsUsableOnSqliteAndDeadOnPostgres() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (id integer primary key)");
            raw.connection().setAutoCommit(false);
            raw.execute("insert into t values (1)");
            assertObserved(
                    raw.outcome("insert into t values (1)"), "error SQLITE_CONSTRAINT_PRIMARYKEY", "error 23505");
            assertObserved(raw.outcome("select count(*) from t"), "1", "error 25P02");
            raw.connection().rollback();
        }
    }

    @Difference(
            id = "D02",
            topic = "Lost updates",
            rule = "no change is lost, whether the statement counts or the unit reads before it writes",
            instead =
                    "`set(V, V.plus(1))`; or the default isolation and `UnitOptions.repeatable(n)`; or `updateVersion(…)` of"
                            + " `JooqRepository`",
            settled = Settlement.BY_ITSELF)
    void losesNoUpdate() throws Exception {
        UnitOptions repeatable = UnitOptions.defaults().repeatable(1000);
        sql.insertItem(1, "counter");
        onThreads(4, () -> {
            for (int i = 0; i < 50; i++) {
                units.with(repeatable)
                        .write(() -> sql.change(dsl -> dsl.update(ITEM)
                                .set(AMOUNT, AMOUNT.plus(1))
                                .where(ID.eq(1L))
                                .execute()));
            }
            return null;
        });
        assertEquals(200, sql.amount(1));

        onThreads(4, () -> {
            for (int i = 0; i < 50; i++) {
                units.with(repeatable).write(() -> sql.setAmount(1, sql.amount(1) + 1));
            }
            return null;
        });
        assertEquals(400, sql.amount(1));

        assertTrue(sql.setAmount(1, 0, 1));
        assertFails(ErrorKind.STALE_VERSION, () -> sql.setAmount(1, 0, 2));
        assertFalse(sql.setAmount(99, 0, 2));
        assertEquals(1, sql.amount(1));
    }

    @Observed("D02")
    void weakestIsolationLosesAnUpdateWhereUnitsWriteAtTheSameTime() throws Exception {
        sql.insertItem(1, "counter");
        var weak = units.with(UnitOptions.defaults().isolation(Isolation.READ_COMMITTED));
        boolean atTheSameTime = database.capabilities().contains(Capability.CONCURRENT_WRITERS);
        FutureTask<Integer> other = weak.write(() -> {
            long read = sql.amount(1);
            FutureTask<Integer> started = start(() -> weak.write(() -> sql.setAmount(1, sql.amount(1) + 1)));
            if (atTheSameTime) {
                end(started);
            }
            sql.setAmount(1, read + 1);
            return started;
        });
        end(other);
        assertObserved(sql.amount(1), 2L, 1L);
    }

    @Difference(
            id = "D03",
            topic = "Conflicts",
            rule =
                    "a unit that another one came in between fails with CONFLICT, and is run again as a whole where it is"
                            + " declared repeatable",
            instead = "`UnitOptions.repeatable(n)`; never a single statement again",
            settled = Settlement.BY_METHOD)
    void runsTheWholeUnitAgain() {
        AtomicInteger runs = new AtomicInteger();
        units.with(UnitOptions.defaults().repeatable(3)).write(() -> {
            sql.insertItem(runs.incrementAndGet(), "run " + runs);
            if (runs.get() < 3) {
                throw new DaoException(ErrorKind.CONFLICT, "Another unit of work came in between");
            }
        });
        assertEquals(List.of("run 3"), sql.codes());

        assertFails(
                ErrorKind.CONFLICT,
                () -> units.write(() -> {
                    runs.incrementAndGet();
                    throw new DaoException(ErrorKind.CONFLICT, "Another unit of work came in between");
                }));
        assertEquals(4, runs.get());
    }

    @Observed("D03")
    void writeAfterAStaleReadIsAConflictWithADifferentCode() throws SQLException {
        sql.insertItem(1, "one");
        try (RawSql stale = raw();
                RawSql other = raw()) {
            stale.connection().setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            stale.connection().setAutoCommit(false);
            stale.outcome("select amount from liftlock_semantics_item");
            other.execute("update liftlock_semantics_item set amount = 1");
            assertObserved(
                    stale.outcome("update liftlock_semantics_item set amount = 2"),
                    "error SQLITE_BUSY_SNAPSHOT",
                    "error 40001");
            stale.connection().rollback();
        }
    }

    @Difference(
            id = "D04",
            topic = "Locks on rows",
            rule =
                    "rows that a writing unit has locked are changed by nobody else until it ends; passing over locked rows"
                            + " is a capability",
            instead = "`lock(query)` and `skipLocked(query)` of `JooqRepository`",
            settled = Settlement.BY_METHOD)
    void locksRows() throws Exception {
        sql.insertNamed("first", "second");
        onThreads(2, () -> {
            for (int i = 0; i < 10; i++) {
                units.with(UnitOptions.defaults().repeatable(100))
                        .write(() -> sql.setAmount(1, sql.lockedAmount(1) + 1));
            }
            return null;
        });
        assertEquals(20, sql.amount(1));
        assertFails(ErrorKind.PROGRAMMING, () -> units.read(() -> sql.lockedAmount(1)));

        if (database.capabilities().contains(Capability.SKIP_LOCKED)) {
            units.write(() -> {
                assertEquals(1, sql.firstFree());
                assertEquals(2, end(start(sql::firstFree)));
            });
        } else {
            assertFails(ErrorKind.UNSUPPORTED, sql::firstFree);
        }
    }

    @Test
    void readingUnitSeesOneState() throws Exception {
        sql.insertItem(1, "one");
        units.read(() -> {
            assertEquals(0, sql.amount(1));
            end(start(() -> sql.setAmount(1, 5)));
            assertEquals(0, sql.amount(1));
        });
        assertEquals(5, sql.amount(1));
    }

    @Test
    void writingUnitSeesItsOwnChangesAndNobodyElseDoes() throws Exception {
        sql.insertItem(1, "one");
        units.write(() -> {
            sql.setAmount(1, 5);
            assertEquals(5, units.read(() -> sql.amount(1)));
            assertEquals(0, end(start(() -> sql.amount(1))));
        });
        assertEquals(5, sql.amount(1));
    }

    @Test
    void unitIsNotEndedFromWithin() {
        assertFails(
                ErrorKind.PROGRAMMING,
                () -> units.write(() -> {
                    sql.insertItem(1, "one");
                    sql.change(dsl -> dsl.transactionResult(inner -> 1));
                }));
        assertEquals(List.of(), sql.codes());
    }

    @Observed("D04")
    void lockingClauseIsASyntaxErrorOnSqlite() throws SQLException {
        assertRaw("select id from liftlock_semantics_item for update", "error SQLITE_ERROR", "no row");
        assertRaw("select id from liftlock_semantics_item for update skip locked", "error SQLITE_ERROR", "no row");
    }
}
