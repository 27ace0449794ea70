package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.RANK;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Record;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.Chunks;

/** D29 and E6: many rows in one call, and long lists. */
public abstract class BatchSemantics extends SemanticsTopic {

    BatchSemantics() {}

    @Difference(
            id = "D29",
            topic = "Batches",
            rule =
                    "a batch stores all of its rows or none; it gives the rows that it changed in all, or the kind and the"
                            + " index of the first row that failed",
            instead = "`insert(table, rows)`, `upsert(…)`, `batch(…)` of `JooqRepository`",
            settled = Settlement.BY_METHOD)
    void batchIsAllOrNothing() {
        List<Record> items = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            items.add(SqlProbe.item(i, "item " + i, "name"));
        }
        assertEquals(1200, sql.insertItems(items));

        List<Record> taken = List.of(
                SqlProbe.item(5000, "new", "name"),
                SqlProbe.item(5001, "item 7", "name"),
                SqlProbe.item(5000, "taken as well", "name"));
        DaoException failure = assertFails(ErrorKind.DUPLICATE_KEY, () -> sql.insertItems(taken));
        assertEquals("1", failure.context().get("item"));
        assertEquals(1200, sql.codes().size());

        units.write(() -> {
            assertFails(ErrorKind.DUPLICATE_KEY, () -> units.attempt(() -> sql.insertItems(taken)));
            sql.insertItem(6000, "after the batch");
        });
        assertEquals(1201, sql.codes().size());
    }

    @Observed("D29")
    void batchWithoutAUnitKeepsItsStartOnSqlite() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (id integer primary key)");
            try (PreparedStatement insert = raw.connection().prepareStatement("insert into t values (?)")) {
                for (int id : new int[] {1, 1, 2}) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                assertThrows(SQLException.class, insert::executeBatch);
            }
            assertObserved(raw.outcome("select count(*) from t"), "1", "0");
        }
    }

    @Difference(
            id = "E6",
            topic = "Long lists of parameters",
            rule =
                    "a list of any length is asked for in parts; a statement with more parameters than every database takes"
                            + " is refused with PROGRAMMING",
            instead = "`Chunks.of(values)` of dao-jooq, a query for each",
            settled = Settlement.BY_METHOD)
    void asksForLongListsInParts() {
        sql.insertNamed("a", "b", "c");
        List<Long> wanted = LongStream.rangeClosed(2, 70_000).boxed().toList();
        List<Long> found = units.read(() -> Chunks.of(wanted).stream()
                .flatMap(part ->
                        sql
                                .query(dsl -> dsl.select(ID)
                                        .from(ITEM)
                                        .where(ID.in(part))
                                        .orderBy(ID)
                                        .fetch(ID))
                                .stream())
                .toList());
        assertEquals(List.of(2L, 3L), found);
        assertFails(
                ErrorKind.PROGRAMMING,
                () -> sql.query(
                        dsl -> dsl.select(ID).from(ITEM).where(ID.in(wanted)).fetch(ID)));
    }

    @Observed("E6")
    void listsWithNothingOrNullInThemAreTheSame() {
        sql.insertNamed("a", "b");
        assertEquals(
                List.of(),
                sql.query(
                        dsl -> dsl.select(ID).from(ITEM).where(ID.in(List.of())).fetch(ID)));
        assertEquals(
                List.of(1L, 2L),
                sql.query(dsl -> dsl.select(ID)
                        .from(ITEM)
                        .where(ID.notIn(List.of()))
                        .orderBy(ID)
                        .fetch(ID)));
        assertEquals(
                List.of(),
                sql.query(dsl ->
                        dsl.select(ID).from(ITEM).where(ID.notIn(ID, RANK)).fetch(ID)));
    }
}
