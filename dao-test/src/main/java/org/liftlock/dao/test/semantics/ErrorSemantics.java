package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.CLOSED;
import static org.liftlock.dao.test.semantics.SemanticsTables.CODE;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM_ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.LATE_PART;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAMED;
import static org.liftlock.dao.test.semantics.SemanticsTables.PART;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** D05 and D06: what a failure is called, and which constraints hold. */
public abstract class ErrorSemantics extends SemanticsTopic {

    private static final String TABLE = "liftlock_semantics_item";

    ErrorSemantics() {}

    @Difference(
            id = "D05",
            topic = "What a failure is",
            rule = "each failure has the same kind on every backend, and names table, column or constraint where every"
                    + " database tells them",
            instead = "`DaoException.kind()`, then `table()`, `column()`, `constraint()`",
            settled = Settlement.BY_METHOD)
    void failsWithTheSameKinds() {
        sql.insertItem(1, "one");

        assertEquals(
                Optional.of(TABLE),
                assertFails(ErrorKind.DUPLICATE_KEY, () -> sql.insertItem(1, "two"))
                        .table());
        assertEquals(
                Optional.of(TABLE),
                assertFails(ErrorKind.DUPLICATE_KEY, () -> sql.insertItem(2, "one"))
                        .table());

        DaoException missing = assertFails(ErrorKind.NOT_NULL, () -> insertItemWithName(null));
        assertEquals(Optional.of(TABLE), missing.table());
        assertEquals(Optional.of("name"), missing.column());

        assertEquals(
                Optional.of("liftlock_semantics_name_is_short"),
                assertFails(ErrorKind.CHECK, () -> insertItemWithName("x".repeat(41)))
                        .constraint());

        assertFails(ErrorKind.FOREIGN_KEY, () -> insertPart(1, 99));
        insertPart(1, 1);
        assertFails(
                ErrorKind.FOREIGN_KEY,
                () -> sql.change(dsl -> dsl.deleteFrom(ITEM).where(ID.eq(1L)).execute()));

        assertFails(
                ErrorKind.RULE,
                () -> sql.change(dsl -> dsl.insertInto(CLOSED, ID).values(1L).execute()));
        assertFails(ErrorKind.PROGRAMMING, () -> sql.query(dsl -> dsl.fetch("select no_such_column from " + TABLE)));
    }

    @Observed("D05")
    void databasesTellDifferentNames() {
        sql.insertItem(1, "one");
        DaoException taken = assertFails(ErrorKind.DUPLICATE_KEY, () -> sql.insertItem(2, "one"));
        assertObserved(taken.column(), Optional.of("code"), Optional.empty());
        assertObserved(taken.constraint(), Optional.empty(), Optional.of("liftlock_semantics_item_code_key"));
        DaoException missing = assertFails(ErrorKind.FOREIGN_KEY, () -> insertPart(1, 99));
        assertObserved(missing.table(), Optional.empty(), Optional.of("liftlock_semantics_part"));
    }

    @Difference(
            id = "D06",
            topic = "Foreign keys and missing keys",
            rule = "foreign keys hold, a deferred one at the commit, and a primary key is never NULL",
            instead = "nothing: every connection is checked for it; declare key columns NOT NULL",
            settled = Settlement.BY_ITSELF)
    void keepsKeysWhole() {
        assertFails(ErrorKind.FOREIGN_KEY, () -> insertPart(1, 1));
        assertFails(
                ErrorKind.NOT_NULL,
                () -> sql.change(
                        dsl -> dsl.insertInto(NAMED, NAME).values((String) null).execute()));

        units.write(() -> {
            insertLatePart(1, 1);
            sql.insertItem(1, "one");
        });
        assertFails(ErrorKind.FOREIGN_KEY, () -> units.write(() -> insertLatePart(2, 99)));
        assertEquals(
                List.of(1L),
                sql.query(dsl -> dsl.select(ID).from(LATE_PART).orderBy(ID).fetch(ID)));
    }

    @Observed("D06")
    void primaryKeyOfSqliteTakesNull() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (name text primary key)");
            assertObserved(raw.outcome("insert into t values (null)"), "done", "error 23502");
        }
    }

    private void insertItemWithName(@Nullable String name) {
        sql.change(dsl -> dsl.insertInto(ITEM, ID, CODE, NAME)
                .values(DSL.val(9L), DSL.val("nine"), DSL.val(name, NAME))
                .execute());
    }

    private void insertPart(long id, long item) {
        sql.change(dsl -> dsl.insertInto(PART, ID, ITEM_ID).values(id, item).execute());
    }

    private void insertLatePart(long id, long item) {
        sql.change(
                dsl -> dsl.insertInto(LATE_PART, ID, ITEM_ID).values(id, item).execute());
    }
}
