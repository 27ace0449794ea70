package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.FLAG;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;
import static org.liftlock.dao.test.semantics.SemanticsTables.RANK;
import static org.liftlock.dao.test.semantics.SemanticsTables.VALUE;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record2;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;

/** D11, D12 and D30: where NULL stands in an order, and what it does to a result. */
public abstract class NullSemantics extends SemanticsTopic {

    private static final String SCOPE = "semantics.byName";

    NullSemantics() {}

    @Difference(
            id = "D11",
            topic = "NULL in an order",
            rule = "NULL stands where the query says",
            instead = "`orderBy(X.asc().nullsFirst(), …)` or `nullsLast()` wherever X may be NULL",
            settled = Settlement.BY_HABIT)
    void putsNullWhereTheQuerySays() {
        insertRanks();
        assertEquals(List.of(2L, 4L, 1L, 3L), idsBy(RANK.asc().nullsFirst()));
        assertEquals(List.of(1L, 3L, 2L, 4L), idsBy(RANK.asc().nullsLast()));
        assertEquals(List.of(2L, 4L, 3L, 1L), idsBy(RANK.desc().nullsFirst()));
        assertEquals(List.of(3L, 1L, 2L, 4L), idsBy(RANK.desc().nullsLast()));
    }

    @Observed("D11")
    void nullIsFirstOnSqliteAndLastOnPostgres() {
        insertRanks();
        assertObserved(idsBy(RANK.asc()), List.of(2L, 4L, 1L, 3L), List.of(1L, 3L, 2L, 4L));
    }

    @Difference(
            id = "D12",
            topic = "Paging by keys",
            rule = "pages meet without a gap or a double where the keys are unique together and never NULL; a cursor"
                    + " refuses NULL with PROGRAMMING",
            instead = "`PageRequest`, `Cursor`, `seek(…)` on NOT NULL columns with the id as the last",
            settled = Settlement.REFUSED)
    void pagesByKeysThatAreThere() {
        sql.insertNamed("b", "a", "c", "a", "b", "a", "B", "Ä");
        List<String> paged = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(3));
        while (next.isPresent()) {
            Page<Item> page = page(next.get());
            page.items().forEach(item -> paged.add(item.name() + item.id()));
            next = page.next();
        }
        assertEquals(List.of("B7", "a2", "a4", "a6", "b1", "b5", "c3", "Ä8"), paged);

        assertFails(ErrorKind.PROGRAMMING, () -> cursor(null));
    }

    @Observed("D12")
    void nothingFollowsAKeyThatIsNull() throws SQLException {
        insertRanks();
        String after = "select count(*) from liftlock_semantics_item where (rank, id) > (null, 1)";
        assertRaw(after, "0", "0");
    }

    @Difference(
            id = "D30",
            topic = "NULL in greatest, least and aggregates of booleans",
            rule = "NULL is replaced or filtered out before it is compared",
            instead = "`greatest(coalesce(A, …), …)`, `boolAnd(X).filterWhere(X.isNotNull())`",
            settled = Settlement.BY_HABIT)
    void comparesNoNull() {
        sql.insertItem(1, "one");
        Field<Long> greatest = DSL.greatest(DSL.coalesce(RANK, DSL.val(0L)), DSL.val(3L));
        Field<Long> least = DSL.least(DSL.coalesce(RANK, DSL.val(9L)), DSL.val(3L));
        assertEquals(
                List.of(3L, 3L),
                sql.query(dsl ->
                        dsl.select(greatest, least).from(ITEM).fetchSingle().intoList()));

        insertFlags();
        assertEquals(
                List.of(true, true),
                sql.query(dsl -> dsl.select(
                                DSL.boolAnd(FLAG).filterWhere(FLAG.isNotNull()),
                                DSL.boolOr(FLAG).filterWhere(FLAG.isNotNull()))
                        .from(VALUE)
                        .fetchSingle()
                        .intoList()));
    }

    @Observed("D30")
    void nullSwallowsTheRestOnSqlite() {
        sql.insertItem(1, "one");
        assertObserved(
                sql.query(dsl -> dsl.select(DSL.greatest(RANK, DSL.val(3L)))
                        .from(ITEM)
                        .fetchSingle()
                        .value1()),
                null,
                3L);
        insertFlags();
        assertObserved(
                sql.query(dsl ->
                        dsl.select(DSL.boolAnd(FLAG)).from(VALUE).fetchSingle().value1()),
                false,
                true);
    }

    private void insertFlags() {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, FLAG)
                .values(1L, true)
                .values(2L, (Boolean) null)
                .execute());
    }

    private void insertRanks() {
        sql.insertNamed("one", "two", "three", "four");
        sql.change(dsl -> dsl.update(ITEM).set(RANK, ID).where(ID.in(1L, 3L)).execute());
    }

    private List<Long> idsBy(OrderField<?> order) {
        return sql.query(dsl -> dsl.select(ID).from(ITEM).orderBy(order, ID).fetch(ID));
    }

    private Page<Item> page(PageRequest request) {
        List<Item> fetched = sql.query(dsl -> {
            SelectSeekStep2<Record2<String, Long>, String, Long> query =
                    dsl.select(NAME, ID).from(ITEM).orderBy(NAME, ID);
            return request.after()
                    .map(cursor -> query.seek(cursor.key(SCOPE, 0, String.class), cursor.key(SCOPE, 1, Long.class))
                            .limit(request.size() + 1))
                    .orElseGet(() -> query.limit(request.size() + 1))
                    .fetch(row -> new Item(row.get(ID), row.get(NAME)));
        });
        return Page.of(request, fetched, last -> Cursor.of(SCOPE, last.name(), last.id()));
    }

    /** As a repository would that forgets that a column may be NULL. */
    @SuppressWarnings("NullAway")
    private static Cursor cursor(@Nullable Long rank) {
        return Cursor.of(SCOPE, rank, 1L);
    }

    private record Item(long id, String name) {}
}
