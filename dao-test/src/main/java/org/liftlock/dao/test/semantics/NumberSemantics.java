package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.liftlock.dao.test.semantics.SemanticsTables.AMOUNT;
import static org.liftlock.dao.test.semantics.SemanticsTables.FRACTION;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.PRICE;
import static org.liftlock.dao.test.semantics.SemanticsTables.PRICE_IN_MINOR_UNITS;
import static org.liftlock.dao.test.semantics.SemanticsTables.RATIO;
import static org.liftlock.dao.test.semantics.SemanticsTables.VALUE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.ErrorKind;

/** D13 to D16, D20 and D25: computing, overflowing, rounding. */
public abstract class NumberSemantics extends SemanticsTopic {

    NumberSemantics() {}

    @Difference(
            id = "D13",
            topic = "Division of decimals",
            rule = "a quotient in SQL is a double; an exact one is computed in Java",
            instead = "`A.cast(DOUBLE).div(B.cast(DOUBLE))`, or `BigDecimal.divide(…, RoundingMode…)` in Java",
            settled = Settlement.BY_HABIT)
    void dividesDoubles() {
        sql.insertItem(1, "seven");
        sql.setAmount(1, 7);
        Field<Double> half = AMOUNT.cast(SQLDataType.DOUBLE).div(DSL.val(2d));
        Field<Long> whole = AMOUNT.div(2L);
        assertEquals(
                List.of(3.5, 3L),
                sql.query(
                        dsl -> dsl.select(half, whole).from(ITEM).fetchSingle().intoList()));
        assertEquals(
                new BigDecimal("3.50"),
                BigDecimal.valueOf(sql.amount(1)).divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP));
    }

    @Observed("D13")
    void decimalsAreDividedAsIntegersOnSqlite() {
        BigDecimal quotient =
                sql.query(dsl -> dsl.select(DSL.val(new BigDecimal("7")).div(DSL.val(new BigDecimal("2"))))
                        .fetchSingle()
                        .value1());
        assertObserved(quotient.stripTrailingZeros(), new BigDecimal("3"), new BigDecimal("3.5"));
    }

    @Difference(
            id = "D14",
            topic = "Division by zero",
            rule = "a quotient by zero is NULL",
            instead = "`A.div(nullif(B, 0))`",
            settled = Settlement.BY_HABIT)
    void dividesByNothing() {
        sql.insertItem(1, "one");
        assertNull(sql.query(dsl -> dsl.select(DSL.val(7L).div(DSL.nullif(AMOUNT, 0L)))
                .from(ITEM)
                .fetchSingle()
                .value1()));
    }

    @Observed("D14")
    void divisionByZeroFailsOnPostgres() throws SQLException {
        assertRaw("select 7 / 0", "NULL", "error 22012");
        assertRaw("select 7 % 0", "NULL", "error 22012");
    }

    @Difference(
            id = "D15",
            topic = "Range of integers",
            rule = "a column takes the 64 bits of a long and refuses more with BAD_DATA; sums beyond are made in Java",
            instead = "BIGINT everywhere, STRICT tables on SQLite, `Math.addExact` or a stream where sums grow large",
            settled = Settlement.BY_SCHEMA)
    void refusesMoreThan64Bits() {
        for (long amount : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 3_000_000_000L}) {
            sql.insertItem(amount, "item " + amount);
            sql.setAmount(amount, amount);
            assertEquals(amount, sql.amount(amount));
        }
        assertFails(
                ErrorKind.BAD_DATA,
                () -> sql.change(dsl -> dsl.update(ITEM)
                        .set(AMOUNT, AMOUNT.plus(1))
                        .where(ID.eq(Long.MAX_VALUE))
                        .execute()));
        assertEquals(Long.MAX_VALUE, sql.amount(Long.MAX_VALUE));

        BigDecimal sumInRange = sql.query(dsl -> dsl.select(DSL.sum(AMOUNT))
                .from(ITEM)
                .where(AMOUNT.lt(Long.MAX_VALUE))
                .and(AMOUNT.gt(Long.MIN_VALUE))
                .fetchSingle()
                .value1());
        assertEquals(0, new BigDecimal(3_000_000_000L).compareTo(sumInRange));

        sql.insertItem(1, "as large again");
        sql.setAmount(1, Long.MAX_VALUE);
        BigInteger sum = units.read(() -> {
            try (Stream<Long> amounts = sql.rows(
                    dsl -> dsl.select(AMOUNT).from(ITEM).where(AMOUNT.eq(Long.MAX_VALUE)), row -> row.value1())) {
                return amounts.map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
            }
        });
        assertEquals(new BigInteger("18446744073709551614"), sum);
    }

    @Observed("D15")
    void integersOfSqliteBecomeReal() throws SQLException {
        assertRaw("select cast(9223372036854775807 as bigint) + 1", "9.2233720368547758e+18", "error 22003");
        assertRaw(
                "select sum(n) from (select cast(9223372036854775807 as bigint) as n union all select 1) as t",
                "error SQLITE_ERROR",
                "9223372036854775808");
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (n integer)");
            assertObserved(raw.outcome("insert into t values (3000000000)"), "done", "error 22003");
        }
    }

    @Difference(
            id = "D16",
            topic = "Money and other decimals",
            rule = "amounts are compared and added up exactly; a decimal that does not fit is refused with BAD_DATA",
            instead =
                    "`MinorUnitsBinding` on a BIGINT; `DecimalBinding`, without arithmetic in SQL; `compareTo` in Java",
            settled = Settlement.BY_METHOD)
    void keepsDecimalsExact() {
        List<BigDecimal> prices = List.of(
                new BigDecimal("0.10"), new BigDecimal("0.10"), new BigDecimal("0.10"), new BigDecimal("12.34"));
        for (int i = 0; i < prices.size(); i++) {
            insertDecimals(i + 1L, prices.get(i), new BigDecimal("1234567890123456.7891"));
        }
        assertEquals(
                prices,
                sql.query(dsl -> dsl.select(PRICE).from(VALUE).orderBy(ID).fetch(PRICE)));
        BigDecimal sum = sql.query(dsl -> dsl.select(DSL.sum(PRICE_IN_MINOR_UNITS))
                .from(VALUE)
                .where(PRICE.lt(new BigDecimal("9.9")))
                .fetchSingle()
                .value1());
        assertEquals(0, new BigDecimal("0.3").compareTo(sum.movePointLeft(2)));
        List<Long> found = sql.query(dsl -> dsl.select(ID)
                .from(VALUE)
                .where(PRICE.eq(new BigDecimal("12.340")))
                .fetch(ID));
        assertEquals(List.of(4L), found);
        List<BigDecimal> fractions =
                sql.query(dsl -> dsl.selectDistinct(FRACTION).from(VALUE).fetch(FRACTION));
        assertEquals(List.of(new BigDecimal("1234567890123456.7891")), fractions);

        assertFails(ErrorKind.BAD_DATA, () -> insertDecimals(9, new BigDecimal("1.005"), BigDecimal.ONE));
    }

    @Observed("D16")
    void decimalsOfSqliteAreDoubles() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (n numeric(20, 4))", "insert into t values (0.1), (0.1), (0.1)");
            assertObserved(raw.outcome("select case when sum(n) = 0.3 then 1 else 0 end from t"), "0", "1");
            raw.execute("delete from t", "insert into t values (1234567890123456.7891)");
            assertObserved(raw.outcome("select n from t"), "1234567890123456.8", "1234567890123456.7891");
        }
    }

    @Difference(
            id = "D20",
            topic = "Numbers that are none",
            rule = "NaN and the infinities are refused with BAD_DATA, stored or searched for",
            instead = "NULL, or a column that says why there is no number",
            settled = Settlement.REFUSED)
    void refusesWhatIsNoNumber() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertFails(ErrorKind.BAD_DATA, () -> insertRatio(1, number));
            assertFails(ErrorKind.BAD_DATA, () -> sql.query(dsl -> dsl.fetchCount(VALUE, RATIO.eq(number))));
        }
        assertEquals(List.of(), sql.query(dsl -> dsl.select(ID).from(VALUE).fetch(ID)));
    }

    @Observed("D20")
    void sqliteStoresNullForNan() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (n double precision)");
            raw.outcome("insert into t values (?)", Double.NaN);
            assertObserved(raw.outcome("select n from t"), "NULL", "NaN");
        }
    }

    @Difference(
            id = "D25",
            topic = "Converting and rounding",
            rule = "doubles come back bit by bit; they are rounded, and texts are parsed, in Java",
            instead = "`BigDecimal.setScale(n, RoundingMode…)`, `Long.parseLong(…)`",
            settled = Settlement.BY_HABIT)
    void roundsInJava() {
        List<Double> ratios = List.of(2.5, -2.5, 2.675, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3d);
        for (int i = 0; i < ratios.size(); i++) {
            insertRatio(i + 1L, ratios.get(i));
        }
        List<Double> read =
                sql.query(dsl -> dsl.select(RATIO).from(VALUE).orderBy(ID).fetch(RATIO));
        assertEquals(ratios, read);
        assertEquals(new BigDecimal("3"), BigDecimal.valueOf(read.get(0)).setScale(0, RoundingMode.HALF_UP));
        assertThrows(NumberFormatException.class, () -> Long.parseLong("12abc"));
    }

    @Observed("D25")
    void castsAndRoundsDiffer() throws SQLException {
        assertRaw("select cast(2.7 as integer)", "2", "3");
        assertRaw("select cast('abc' as integer)", "0", "error 22P02");
        assertRaw("select cast('12abc' as integer)", "12", "error 22P02");
        assertRaw("select cast(round(cast(2.5 as double precision)) as integer)", "3", "2");
    }

    private void insertRatio(long id, double ratio) {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, RATIO).values(id, ratio).execute());
    }

    private void insertDecimals(long id, BigDecimal price, BigDecimal fraction) {
        sql.change(dsl -> dsl.insertInto(VALUE, ID, PRICE, FRACTION)
                .values(id, price, fraction)
                .execute());
    }
}
