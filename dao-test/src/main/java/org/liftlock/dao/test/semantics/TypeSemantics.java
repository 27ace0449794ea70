package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.CODE;
import static org.liftlock.dao.test.semantics.SemanticsTables.FLAG;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.RATIO;
import static org.liftlock.dao.test.semantics.SemanticsTables.VALUE;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** D17, D18, E4 and E11: what a column takes, and what a query gives. */
public abstract class TypeSemantics extends SemanticsTopic {

    TypeSemantics() {}

    @Difference(
            id = "D17",
            topic = "Types of columns",
            rule = "a column takes values of its type and no longer than it says, anything else is refused",
            instead = "STRICT tables on SQLite, `CHECK (length(…) <= n)` on both",
            settled = Settlement.BY_SCHEMA)
    void columnsTakeTheirTypeOnly() {
        assertFails(
                ErrorKind.BAD_DATA,
                () -> execute(
                        "insert into liftlock_semantics_item (id, code, name, amount) values (1, 'a', 'b', 'abc')"));
        assertFails(ErrorKind.CHECK, () -> sql.insertItem(1, "long", "ä".repeat(41)));
        sql.insertItem(1, "as long as may be", "ä".repeat(40));
        assertEquals(List.of("as long as may be"), sql.codes());
    }

    @Observed("D17")
    void columnsOfSqliteTakeAnything() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (n integer, s varchar(3))");
            assertObserved(raw.outcome("insert into t (n) values ('abc')"), "done", "error 22P02");
            assertObserved(raw.outcome("insert into t (s) values ('abcdef')"), "done", "error 22001");
            assertObserved(raw.outcome("select count(*) from t where s > 5"), "1", "error 42883");
        }
    }

    @Difference(
            id = "D18",
            topic = "Booleans",
            rule = "a boolean is true, false or NULL, and a condition by itself",
            instead = "fields of type BOOLEAN; `CHECK (b IN (0, 1))` on SQLite",
            settled = Settlement.BY_SCHEMA)
    void booleansAreBooleans() {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, FLAG)
                .values(1L, true)
                .values(2L, false)
                .values(3L, (Boolean) null)
                .execute());
        assertEquals(List.of(1L), valuesWhere(FLAG));
        assertEquals(List.of(1L), valuesWhere(FLAG.isTrue()));
        assertEquals(List.of(2L), valuesWhere(FLAG.isFalse()));
        assertEquals(List.of(3L), valuesWhere(FLAG.isNull()));
        assertEquals(List.of(1L), valuesWhere(FLAG.eq(DSL.inline(true))));
        assertEquals(
                Arrays.asList(true, false, null),
                sql.query(dsl -> dsl.select(FLAG).from(VALUE).orderBy(ID).fetch(FLAG)));
    }

    @Observed("D18")
    void booleansOfSqliteAreNumbers() throws SQLException {
        assertRaw("select count(*) from liftlock_semantics_value where flag = 1", "0", "error 42883");
        assertRaw(
                "insert into liftlock_semantics_value (id, flag) values (1, 2)",
                "error SQLITE_CONSTRAINT_CHECK",
                "error 42804");
    }

    @Difference(
            id = "E4",
            topic = "Types of results",
            rule = "a result has the type of its field",
            instead = "fields with a type: generated ones, `DSL.field(name, type)`, `avg(X).coerce(DOUBLE)`",
            settled = Settlement.BY_HABIT)
    void resultsHaveTheTypeOfTheirField() {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, RATIO)
                .values(1L, 1d)
                .values(2L, 0d)
                .values(3L, 0d)
                .execute());
        Field<Double> mean = DSL.avg(RATIO).coerce(SQLDataType.DOUBLE);
        Field<Long> count = DSL.count().coerce(SQLDataType.BIGINT);
        assertEquals(
                List.of(1 / 3d, 3L),
                sql.query(
                        dsl -> dsl.select(mean, count).from(VALUE).fetchSingle().intoList()));
        Field<Double> named = DSL.field("mean", SQLDataType.DOUBLE);
        List<Double> means = sql.query(dsl -> dsl.resultQuery("select avg(ratio) as mean from liftlock_semantics_value")
                .coerce(named)
                .fetch(named));
        assertEquals(List.of(1 / 3d), means);
    }

    @Observed("E4")
    void resultsWithoutATypeAreWhatTheDriverLikes() {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, RATIO).values(1L, 1d).execute());
        assertObserved(typeOf("count(*)"), "Integer", "Long");
        assertObserved(typeOf("avg(ratio)"), "Float", "Double");
        assertObserved(typeOf("avg(id)"), "Float", "BigDecimal");
    }

    @Difference(
            id = "E11",
            topic = "Types of parameters",
            rule = "a parameter has the type of the column that it is compared to, and the wrong one does not compile",
            instead = "fields with a type, so that a parameter takes theirs",
            settled = Settlement.BY_HABIT)
    void parametersHaveTheTypeOfTheirField() {
        sql.insertItem(1, "1");
        List<Long> found = sql.query(dsl ->
                dsl.select(ID).from(ITEM).where(ID.eq(1L)).and(CODE.eq("1")).fetch(ID));
        assertEquals(List.of(1L), found);
    }

    @Observed("E11")
    void parametersOfAnotherTypeFailOnPostgres() {
        sql.insertItem(1, "1");
        assertObserved(countWhere("id = ?", "1"), "1", ErrorKind.PROGRAMMING.name());
        assertObserved(countWhere("code = ?", 1), "1", ErrorKind.PROGRAMMING.name());
    }

    private String countWhere(String condition, Object value) {
        try {
            return sql.query(dsl -> String.valueOf(
                    dsl.fetchValue("select count(*) from liftlock_semantics_item where " + condition, value)));
        } catch (DaoException e) {
            return e.kind().name();
        }
    }

    private String typeOf(String expression) {
        return sql.query(dsl -> String.valueOf(dsl.fetchValue("select " + expression + " from liftlock_semantics_value")
                .getClass()
                .getSimpleName()));
    }

    private List<Long> valuesWhere(Field<Boolean> condition) {
        return sql.query(
                dsl -> dsl.select(ID).from(VALUE).where(condition).orderBy(ID).fetch(ID));
    }

    private void execute(String statement) {
        sql.change(dsl -> dsl.execute(statement));
    }
}
