package org.liftlock.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liftlock.migration.verify.TwoDatabases.column;
import static org.liftlock.migration.verify.TwoDatabases.table;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liftlock.migration.plan.ColumnPlan;

/** The verifier's own proof: wrong rows of every kind, at every kind of place, are put into PostgreSQL and have to be found. */
class InjectedFaultsTest {

    private static final int ROWS = 400;
    private static final int ROWS_IN_PART = 100;

    /** How rows are told apart. */
    enum Kind {
        INTEGER_KEY("id INTEGER PRIMARY KEY", "id bigint PRIMARY KEY", "i * 2", List.of("id")),
        SPARSE_KEY("id INTEGER PRIMARY KEY", "id bigint PRIMARY KEY", "i * i * 2", List.of("id")),
        TEXT_KEY("id TEXT PRIMARY KEY", "id text COLLATE \"C\" PRIMARY KEY", "'k' || i", List.of("id")),
        NULL_KEYS("id TEXT UNIQUE", "id text UNIQUE", "CASE WHEN i % 100 < 2 THEN NULL ELSE 'k' || i END", List.of()),
        NO_KEY("id", "id bigint", "i % 3", List.of());

        private final String sqlite;
        private final String postgres;
        private final String id;
        private final List<String> key;

        Kind(String sqlite, String postgres, String id, List<String> key) {
            this.sqlite = sqlite;
            this.postgres = postgres;
            this.id = id;
            this.key = key;
        }

        /** How a row that is in SQLite is named. */
        String address(int i) {
            return switch (this) {
                case INTEGER_KEY -> "rowid " + i * 2;
                case SPARSE_KEY -> "rowid " + i * i * 2;
                case TEXT_KEY -> "key (id = 'k" + i + "')";
                default -> "rowid " + i;
            };
        }

        ColumnPlan idColumn() {
            return column("id", this == INTEGER_KEY || this == SPARSE_KEY || this == NO_KEY ? "bigint" : "text");
        }
    }

    /** What is done to a row; {@code ${i}} is its number. */
    enum Fault {
        BYTE("UPDATE t SET v = overlay(v placing 'X' from 3 for 1) WHERE num = ${i}", "v"),
        NULL("UPDATE t SET v = NULL WHERE num = ${i}", "v"),
        MISSING("DELETE FROM t WHERE num = ${i}", ""),
        EXTRA("INSERT INTO t SELECT ${more}, -num, v, r, s FROM t WHERE num = ${i}", ""),
        SWAPPED(
                "UPDATE t SET v = (SELECT o.v FROM t o WHERE o.num = ${i} + ${other} - t.num)"
                        + " WHERE num IN (${i}, ${other})",
                "v"),
        MICROSECOND("UPDATE t SET s = s + interval '1 microsecond' WHERE num = ${i}", "s"),
        MINUS_ZERO("UPDATE t SET r = '-0.0' WHERE num = ${i}", "r");

        private final String sql;
        private final String column;

        Fault(String sql, String column) {
            this.sql = sql;
            this.column = column;
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsEachAtEachPlace(Kind kind, @TempDir Path folder) throws SQLException {
        try (TwoDatabases databases = new TwoDatabases(folder)) {
            databases.cutInto(ROWS_IN_PART);
            databases.sqlite(
                    "CREATE TABLE t (" + kind.sqlite + ", num, v TEXT, r REAL, s TEXT)",
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                            + ") INSERT INTO t SELECT " + kind.id
                            + ", i, 'text ' || i, 0.0, '2024-05-06 07:08:09.' || substr('000000' || i, -6) FROM n");
            databases.postgres(
                    "CREATE TABLE t (" + kind.postgres + ", num bigint, v text, r double precision, s timestamp)",
                    "INSERT INTO t SELECT " + kind.id + ", i, 'text ' || i, 0.0,"
                            + " ('2024-05-06 07:08:09.' || lpad(i::text, 6, '0'))::timestamp FROM generate_series(1, "
                            + ROWS + ") i",
                    "CREATE TABLE kept AS TABLE t");
            databases.plan(table(
                    "t",
                    kind.key,
                    kind.idColumn(),
                    column("num", "bigint"),
                    column("v", "text"),
                    column("r", "double precision"),
                    column("s", "timestamp")));
            databases.ignoreSchema();
            assertThat(databases.lines()).as("before").isEmpty();
            for (int i : places()) {
                for (Fault fault : Fault.values()) {
                    int other = i % ROWS + 1;
                    String more = Stream.of(Kind.INTEGER_KEY, Kind.SPARSE_KEY).anyMatch(kind::equals)
                            ? "id + 1"
                            : "id || '+'";
                    databases.postgres(fault.sql
                            .replace("${i}", String.valueOf(i))
                            .replace("${other}", String.valueOf(other))
                            .replace("${more}", kind == Kind.NO_KEY ? "id" : more));
                    check(databases, kind, fault, i, other);
                    databases.postgres("TRUNCATE t", "INSERT INTO t SELECT * FROM kept");
                }
            }
        }
    }

    /** The first, the last, and both sides of a border between parts. */
    private static int[] places() {
        return new int[] {1, ROWS_IN_PART, ROWS_IN_PART + 1, ROWS};
    }

    private static void check(TwoDatabases databases, Kind kind, Fault fault, int i, int other) throws SQLException {
        String where = kind + ", " + fault + ", row " + i;
        List<String> lines = databases.lines();
        assertThat(lines).as(where).hasSize(1);
        String line = lines.get(0);
        boolean keyed = !kind.key.isEmpty();
        switch (fault) {
            case MISSING ->
                assertThat(line).as(where).contains("1 row differs").contains(kind.address(i), " is only in SQLite");
            case EXTRA -> {
                assertThat(line).as(where).contains("1 row differs", " is only in PostgreSQL");
                assertThat(line)
                        .as(where)
                        .contains(
                                switch (kind) {
                                    case INTEGER_KEY -> "key (id = " + (i * 2 + 1) + ")";
                                    case SPARSE_KEY -> "key (id = " + (i * i * 2 + 1) + ")";
                                    case TEXT_KEY -> "key (id = 'k" + i + "+')";
                                    default -> "num = -" + i;
                                });
            }
            default -> {
                int rows = fault == Fault.SWAPPED ? 2 : 1;
                assertThat(line)
                        .as(where)
                        .contains((keyed ? rows : rows * 2) + (keyed && rows == 1 ? " row differs" : " rows differ"));
                assertThat(line).as(where).contains(kind.address(i));
                if (fault == Fault.SWAPPED) {
                    assertThat(line).as(where).contains(kind.address(other));
                }
                if (keyed) {
                    assertThat(line).as(where).contains(": column " + fault.column + ": SQLite has ");
                } else {
                    assertThat(line).as(where).contains(" is only in SQLite", " is only in PostgreSQL", "num = " + i);
                }
            }
        }
    }
}
