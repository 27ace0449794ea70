package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.UnitOptions;

/** E8 and E9: streams, deadlines, and units that only read. */
public abstract class StreamSemantics extends SemanticsTopic {

    /** Counts for longer than anybody waits, on every database. */
    private static final String ENDLESS =
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < %d)" + " select count(*) from n";

    StreamSemantics() {}

    @Difference(
            id = "E8",
            topic = "Streams",
            rule = "a stream needs a unit of work, which ends it; outside of one it is refused with PROGRAMMING",
            instead = "`stream(query, mapper)` of `JooqRepository`, inside `transactions.read(…)`",
            settled = Settlement.REFUSED)
    void streamsInsideAUnitOnly() throws Exception {
        sql.insertNamed("a", "b", "c");
        assertFails(ErrorKind.PROGRAMMING, this::ids);
        assertEquals(List.of(1L, 2L, 3L), units.read(() -> {
            try (Stream<Long> ids = ids()) {
                return ids.toList();
            }
        }));
        units.read(() -> {
            try (Stream<Long> ids = ids()) {
                assertFails(ErrorKind.PROGRAMMING, () -> end(start(ids::toList)));
            }
        });
    }

    @Difference(
            id = "E9",
            topic = "Deadlines and units that only read",
            rule = "a unit that runs longer than it may is stopped on the database with TIMEOUT; one that reads cannot"
                    + " write",
            instead = "`UnitOptions.timeout(…)`; `transactions.read(…)`",
            settled = Settlement.BY_METHOD)
    void stopsAtTheDeadline() {
        UnitOptions brief = UnitOptions.defaults().timeout(Duration.ofMillis(300));
        assertFails(
                ErrorKind.TIMEOUT,
                () -> units.with(brief)
                        .read(() -> sql.query(dsl -> dsl.fetchValue(ENDLESS.formatted(1_000_000_000_000L)))));
        sql.insertItem(1, "the database goes on");

        assertFails(ErrorKind.PROGRAMMING, () -> units.read(() -> sql.insertItem(2, "two")));
        assertFails(
                ErrorKind.READ_ONLY, () -> sql.query(dsl -> dsl.deleteFrom(ITEM).execute()));
        assertEquals(List.of("the database goes on"), sql.codes());
    }

    @Observed("E9")
    void readOnlyIsSaidInDifferentCodes() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute(
                    database.backend().equals("sqlite")
                            ? "pragma query_only = true"
                            : "set default_transaction_read_only = on");
            assertObserved(raw.outcome("delete from liftlock_semantics_item"), "error SQLITE_READONLY", "error 25006");
        }
    }

    private Stream<Long> ids() {
        return sql.rows(dsl -> dsl.select(ID).from(ITEM).orderBy(ID), row -> row.get(ID));
    }
}
