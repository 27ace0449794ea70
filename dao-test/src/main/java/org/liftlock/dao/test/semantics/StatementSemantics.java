package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.liftlock.dao.test.semantics.SemanticsTables.AMOUNT;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.NAME;

import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.IsolatedBy;
import org.liftlock.dao.test.IsolationMode;

/** E1, E2, E7 and E12: what statements may say, names, functions that are missing, and changes of the schema. */
public abstract class StatementSemantics extends SemanticsTopic {

    StatementSemantics() {}

    @Difference(
            id = "E1",
            topic = "What a SELECT may leave out",
            rule = "a query that both databases prepare means the same on both",
            instead = "a contract for every repository, so that every statement runs on both",
            settled = Settlement.BY_HABIT)
    void strictStatementsMeanTheSame() {
        sql.insertNamed("b", "a", "a");
        Field<String> shouted = DSL.upper(NAME).as("shouted");
        assertEquals(
                List.of("a", "b"),
                sql.query(
                        dsl -> dsl.selectDistinct(NAME).from(ITEM).orderBy(NAME).fetch(NAME)));
        assertEquals(
                List.of("A", "B"),
                sql.query(dsl -> dsl.select(shouted, DSL.count())
                        .from(ITEM)
                        .groupBy(NAME)
                        .having(DSL.count().gt(0))
                        .orderBy(shouted)
                        .fetch(shouted)));
    }

    @Observed("E1")
    void sqliteRunsWhatPostgresRefuses() throws SQLException {
        sql.insertNamed("b", "a");
        String item = "liftlock_semantics_item";
        assertRaw("select name from " + item + " group by rank", "b", "error 42803");
        assertRaw("select count(*) from (select id as i from " + item + " where i = 1) as t", "1", "error 42703");
        assertRaw("select count(*) from " + item + " where name = \"b\"", "1", "error 42703");
        assertRaw("select distinct rank from " + item + " order by id", "NULL", "error 42P10");
        assertRaw("select count(*) from (select id from " + item + " limit -1) as t", "2", "error 2201W");
    }

    @Difference(
            id = "E2",
            topic = "Names of tables and columns",
            rule = "names are quoted and mean themselves; they are lower case and no longer than 63 bytes",
            instead = "`lower_snake` names; jOOQ's quoting as the backends set it",
            settled = Settlement.BY_ITSELF)
    @IsolatedBy(IsolationMode.CLONE)
    void namesMeanThemselves() {
        var order = DSL.table(DSL.name("order"));
        Field<Long> group = DSL.field(DSL.name("group"), SQLDataType.BIGINT);
        sql.change(dsl -> dsl.createTable(order).column(group).execute());
        sql.change(dsl -> dsl.insertInto(order, group).values(7L).execute());
        assertEquals(List.of(7L), sql.query(dsl -> dsl.select(group).from(order).fetch(group)));

        String longest = "x".repeat(63);
        sql.change(dsl -> dsl.createTable(DSL.name(longest)).column(group).execute());
        assertEquals(
                List.of(),
                sql.query(dsl -> dsl.select(group).from(DSL.name(longest)).fetch(group)));
    }

    @Observed("E2")
    void caseAndLengthOfNamesDiffer() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table \"Mixed\" (n integer)");
            assertObserved(raw.outcome("select count(*) from mixed"), "0", "error 42P01");
            String first = "x".repeat(63) + "1";
            String second = "x".repeat(63) + "2";
            raw.execute("create temporary table " + first + " (n integer)");
            assertObserved(raw.outcome("create temporary table " + second + " (n integer)"), "done", "error 42P07");
        }
    }

    @Difference(
            id = "E7",
            topic = "Regular expressions and statistics",
            rule = "a repository that needs them asks for the capability, and is refused with UNSUPPORTED where it is"
                    + " missing",
            instead =
                    "`matches(…)` of `JooqRepository`, `database.require(Capability.STATISTICS)`; or Java on the rows",
            settled = Settlement.REFUSED)
    void capabilitiesAreAskedFor() {
        sql.insertNamed("alpha", "beta");
        if (database.capabilities().contains(Capability.REGULAR_EXPRESSIONS)) {
            assertEquals(List.of("beta"), sql.namesMatching("^b.*a$"));
        } else {
            assertFails(ErrorKind.UNSUPPORTED, () -> sql.namesMatching("^b.*a$"));
        }
        if (database.capabilities().contains(Capability.STATISTICS)) {
            database.require(Capability.STATISTICS);
            Field<Double> deviation = DSL.stddevPop(ID).coerce(SQLDataType.DOUBLE);
            assertEquals(
                    List.of(0.5),
                    sql.query(dsl -> dsl.select(deviation).from(ITEM).fetch(deviation)));
        } else {
            assertFails(ErrorKind.UNSUPPORTED, () -> database.require(Capability.STATISTICS));
        }
    }

    @Observed("E7")
    void sqliteHasNeither() {
        sql.insertNamed("alpha");
        assertObserved(
                fails(() -> sql.query(dsl -> dsl.fetchCount(ITEM, NAME.likeRegex("a")))), "PROGRAMMING", "succeeds");
        assertObserved(
                fails(() -> sql.query(dsl -> dsl.fetchValue("select percentile_cont(0.5) within group (order by amount)"
                        + " from liftlock_semantics_item"))),
                "PROGRAMMING",
                "succeeds");
    }

    @Difference(
            id = "E12",
            topic = "Changes of the schema",
            rule =
                    "a change of the schema is part of its unit and goes with it; each backend has a folder of migrations"
                            + " with the same versions",
            instead = "Flyway folders `db/sqlite` and `db/postgres`",
            settled = Settlement.BY_ITSELF)
    @IsolatedBy(IsolationMode.CLONE)
    void changesOfTheSchemaAreRolledBack() {
        var made = DSL.table(DSL.name("liftlock_semantics_made"));
        assertFails(
                ErrorKind.DUPLICATE_KEY,
                () -> units.write(() -> {
                    sql.insertItem(1, "one");
                    sql.change(dsl -> dsl.createTable(made).column(AMOUNT).execute());
                    sql.change(dsl -> dsl.insertInto(made, AMOUNT).values(1L).execute());
                    sql.insertItem(1, "one");
                }));
        assertFails(ErrorKind.PROGRAMMING, () -> sql.query(dsl -> dsl.fetchCount(made)));
        assertTrue(sql.codes().isEmpty());
    }

    @Observed("E12")
    void sqliteCannotChangeTheTypeOfAColumn() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (n integer)");
            assertObserved(raw.outcome("alter table t alter column n type bigint"), "error SQLITE_ERROR", "done");
        }
    }

    private static String fails(Runnable call) {
        try {
            call.run();
            return "succeeds";
        } catch (DaoException e) {
            return e.kind().name();
        }
    }
}
