package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.liftlock.dao.test.semantics.SemanticsTables.DUE_ON;
import static org.liftlock.dao.test.semantics.SemanticsTables.HAPPENED_AT;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.LOCAL_TIME;
import static org.liftlock.dao.test.semantics.SemanticsTables.VALUE;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.ErrorKind;

/** D21 to D24: points in time, days, clocks. */
public abstract class TimeSemantics extends SemanticsTopic {

    private static final Instant MOMENT = Instant.parse("2024-02-29T23:59:59.123456Z");

    TimeSemantics() {}

    @Difference(
            id = "D21",
            topic = "Precision of points in time",
            rule = "a point in time is cut to whole microseconds before it is stored or searched for",
            instead = "`Instant` with `InstantBinding`, `LocalDateTime` with `LocalDateTimeBinding`",
            settled = Settlement.BY_METHOD)
    void cutsToMicroseconds() {
        Instant fine = Instant.parse("2024-02-29T23:59:59.123456789Z");
        insertAt(1, fine);
        assertEquals(List.of(MOMENT), instants());
        assertEquals(List.of(1L), valuesWhere(HAPPENED_AT.eq(fine)));
        assertEquals(List.of(1L), valuesWhere(HAPPENED_AT.eq(MOMENT)));
        assertEquals(List.of(1L), valuesWhere(HAPPENED_AT.eq(DSL.inline(fine, HAPPENED_AT))));
        assertEquals(List.of(), valuesWhere(HAPPENED_AT.gt(fine)));

        LocalDateTime local = LocalDateTime.parse("2024-02-29T23:59:59.123456789");
        sql.change(dsl -> dsl.update(VALUE).set(LOCAL_TIME, local).execute());
        assertEquals(
                List.of(local.truncatedTo(ChronoUnit.MICROS)),
                sql.query(dsl -> dsl.select(LOCAL_TIME).from(VALUE).fetch(LOCAL_TIME)));
        assertEquals(List.of(1L), valuesWhere(LOCAL_TIME.eq(local)));
    }

    @Observed("D21")
    void postgresRoundsToMicroseconds() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute(
                    "create temporary table t (at timestamp)",
                    "insert into t values ('2024-02-29 23:59:59.123456789')");
            assertObserved(
                    raw.outcome("select cast(at as varchar(40)) from t"),
                    "2024-02-29 23:59:59.123456789",
                    "2024-02-29 23:59:59.123457");
        }
    }

    @Difference(
            id = "D22",
            topic = "Forms of points in time",
            rule = "equal times are found by each other and later times come later, whatever their fraction",
            instead = "`Instant` with `InstantBinding`: one form in each database",
            settled = Settlement.BY_METHOD)
    void hasOneForm() {
        List<Instant> ascending = List.of(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.EPOCH,
                Instant.parse("2024-01-01T10:00:00Z"),
                Instant.parse("2024-01-01T10:00:00.000001Z"),
                Instant.parse("2024-01-01T10:00:00.1Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"));
        for (int i = 0; i < ascending.size(); i++) {
            insertAt(100L - i, ascending.get(i));
        }
        assertEquals(
                ascending,
                sql.query(dsl ->
                        dsl.select(HAPPENED_AT).from(VALUE).orderBy(HAPPENED_AT).fetch(HAPPENED_AT)));
        for (Instant instant : ascending) {
            assertEquals(1, valuesWhere(HAPPENED_AT.eq(instant)).size());
        }
    }

    @Observed("D22")
    void textOfSqliteHasManyFormsOfWhichOneIsRead() throws SQLException {
        String insert =
                "insert into liftlock_semantics_value (id, happened_at) values (1, '2024-01-01 10:00:00+00:00')";
        try (RawSql raw = raw()) {
            raw.execute(insert);
        }
        assertObserved(valuesWhere(HAPPENED_AT.eq(Instant.parse("2024-01-01T10:00:00Z"))), List.of(), List.of(1L));
        if (database.backend().equals("sqlite")) {
            assertFails(ErrorKind.BAD_DATA, this::instants);
        }
    }

    @Difference(
            id = "D23",
            topic = "Offsets and zones",
            rule = "a point in time has no zone, and a day is a day in every zone",
            instead =
                    "`Instant` and `LocalDate` with the kit's bindings; a zone or an offset that matters is a column of its own",
            settled = Settlement.BY_METHOD)
    void knowsNoZone() {
        insertAt(1, OffsetDateTime.parse("2024-03-01T05:29:59.123456+05:30").toInstant());
        assertEquals(List.of(MOMENT), instants());

        for (LocalDate day : List.of(
                LocalDate.of(2024, 2, 29),
                LocalDate.of(1900, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(9999, 12, 31))) {
            sql.change(
                    dsl -> dsl.update(VALUE).set(DUE_ON, day).where(ID.eq(1L)).execute());
            assertEquals(
                    List.of(day),
                    sql.query(dsl -> dsl.select(DUE_ON).from(VALUE).fetch(DUE_ON)));
            assertEquals(List.of(1L), valuesWhere(DUE_ON.eq(day)));
        }
    }

    @Observed("D23")
    void textKeepsAnOffsetThatATypeDrops() throws SQLException {
        assertRaw("select case when '2024-03-01T05:30:00+05:30' = '2024-03-01T00:00:00Z' then 1 else 0 end", "0", "0");
        try (RawSql raw = raw()) {
            raw.execute(
                    "create temporary table t (at timestamp with time zone)",
                    "insert into t values ('2024-03-01 05:30:00+05:30')");
            assertObserved(raw.outcome("select count(*) from t where at = '2024-03-01 00:00:00+00:00'"), "0", "1");
        }
    }

    @Difference(
            id = "D24",
            topic = "The time now, and counting months",
            rule = "the time comes from the application's clock, and days are counted in Java",
            instead = "a `java.time.Clock` given to the repository; `LocalDate.plusMonths(…)`",
            settled = Settlement.BY_HABIT)
    void takesTheTimeFromAClock() {
        Clock clock = Clock.fixed(MOMENT, ZoneOffset.UTC);
        insertAt(1, clock.instant());
        LocalDate today = LocalDate.now(clock);
        sql.change(dsl -> dsl.update(VALUE)
                .set(DUE_ON, today.plusMonths(12))
                .where(ID.eq(1L))
                .execute());
        assertEquals(List.of(MOMENT), instants());
        assertEquals(List.of(1L), valuesWhere(DUE_ON.eq(LocalDate.of(2025, 2, 28))));
        assertEquals(List.of(1L), valuesWhere(HAPPENED_AT.gt(clock.instant().minus(1, ChronoUnit.MICROS))));
    }

    @Observed("D24")
    void monthsAndClocksDiffer() throws Exception {
        assertRaw("select date('2024-01-31', '+1 month')", "2024-03-02", "error 42883");
        assertRaw("select cast(date '2024-01-31' + interval '1 month' as date)", "error SQLITE_ERROR", "2024-02-29");
        assertRaw("select length(cast(current_timestamp as varchar(40))) > 19", "0", "t");
        try (RawSql raw = raw()) {
            raw.connection().setAutoCommit(false);
            String first = raw.outcome(clockOf(database.backend()));
            Thread.sleep(5);
            String later = raw.outcome(clockOf(database.backend()));
            raw.connection().rollback();
            if (database.backend().equals("postgres")) {
                assertEquals(first, later);
            } else {
                assertNotEquals(first, later);
            }
        }
    }

    /** The time now in milliseconds, as finely as each can tell. */
    private static String clockOf(String backend) {
        return backend.equals("sqlite")
                ? "select strftime('%f', 'now')"
                : "select extract(epoch from current_timestamp)";
    }

    private void insertAt(long id, Instant instant) {
        sql.change(dsl ->
                dsl.insertInto(VALUE, ID, HAPPENED_AT).values(id, instant).execute());
    }

    private List<Instant> instants() {
        return sql.query(dsl -> dsl.select(HAPPENED_AT).from(VALUE).orderBy(ID).fetch(HAPPENED_AT));
    }

    private List<Long> valuesWhere(Condition condition) {
        return sql.query(
                dsl -> dsl.select(ID).from(VALUE).where(condition).orderBy(ID).fetch(ID));
    }
}
