package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Cases in which the declared type and the values do not agree on numbers, times and truth values. */
class TypeCasesTest {

    @TempDir
    Path folder;

    @Test
    void keepsEpochsBesideTextsAsTheyAre() throws SQLException {
        try (Carried b01 = Carried.failureCase(folder, "b01")) {
            assertThat(b01.report().saysNo()).isFalse();
            assertThat(b01.everyRowProved()).isTrue();
            assertThat(b01.database().columns("b01"))
                    .containsExactly("id bigint not null identity", "created_at text", "updated_at text");
            assertThat(b01.database().rows("SELECT * FROM b01 ORDER BY id"))
                    .containsExactly(
                            "1|1627303906122|1627303906",
                            "2|2021-07-26 12:51:46|2021-07-26T12:51:46.122Z",
                            "3|2459421.5|",
                            "4|0|null");
            assertThat(b01.findings())
                    .contains(
                            "text-beside-numbers b01.created_at: integer in 2 rows (rowid 1, rowid 4), real in 1 row"
                                    + " (rowid 3), text in 1 row (rowid 2)",
                            "text-beside-numbers b01.updated_at: integer in 1 row (rowid 1), text in 2 rows (rowid 2,"
                                    + " rowid 3)");
        }
    }

    @Test
    void decidesTruthValuesByDeclarationAndValues() throws SQLException {
        try (Carried b05 = Carried.failureCase(folder, "b05")) {
            assertThat(b05.report().saysNo()).isFalse();
            assertThat(b05.everyRowProved()).isTrue();
            assertThat(b05.database().columns("b05"))
                    .containsExactly(
                            "id bigint not null identity",
                            "is_admin bigint",
                            "active boolean not null",
                            "legacy text",
                            "flag numeric");
            assertThat(b05.database().rows("SELECT * FROM b05 ORDER BY id"))
                    .containsExactly("1|1|f|t|0", "2|null|t|f|1", "3|2|t||0");
            assertThat(b05.details(FindingCode.NOT_BOOLEAN, "b05.is_admin"))
                    .singleElement()
                    .asString()
                    .contains("rowid 3");
            assertThat(b05.where(FindingCode.NOT_BOOLEAN)).contains("b05.legacy");
            assertThat(b05.database().rows("INSERT INTO b05 (id) VALUES (4) RETURNING *"))
                    .containsExactly("4|0|t|f|0");
            assertThat(b05.database().constraints("b05")).anyMatch(check -> check.startsWith("b05_check CHECK"));
        }
    }

    @Test
    void keepsEveryIntegerAtSixtyFourBits() throws SQLException {
        try (Carried b07 = Carried.failureCase(folder, "b07")) {
            assertThat(b07.report().saysNo()).isFalse();
            assertThat(b07.everyRowProved()).isTrue();
            assertThat(b07.database().columns("b07"))
                    .containsExactly(
                            "id bigint not null identity",
                            "gps_time bigint",
                            "depth bigint",
                            "small bigint",
                            "t bigint",
                            "big double precision");
            assertThat(b07.database().rows("SELECT * FROM b07"))
                    .containsExactly("1|180303235924|9223372036854775807|70000|300|9.223372036854776e+18");
        }
    }

    @Test
    void namesEveryValueThatIsNoInteger() throws SQLException {
        try (Carried b08 = Carried.failureCase(folder, "b08")) {
            assertThat(b08.report().saysNo()).isFalse();
            assertThat(b08.everyRowProved()).isTrue();
            assertThat(b08.database().columns("b08"))
                    .containsExactly("id bigint not null identity", "n bytea", "m text");
            assertThat(b08.database().rows("SELECT id, convert_from(n, 'UTF8'), m FROM b08 ORDER BY id"))
                    .containsExactly("1|2.32|12", "2|toto|", "3|12.3|a@b.c", "4|4|7", "5|1|null");
            assertThat(b08.findings())
                    .contains(
                            "blob-in-text-column b08.n: 1 row (rowid 5)",
                            "number-beside-blob b08.n: integer in 1 row (rowid 4), real in 2 rows (rowid 1, rowid 3)",
                            "text-beside-numbers b08.m: integer in 2 rows (rowid 1, rowid 4), text in 2 rows (rowid 2,"
                                    + " rowid 3)");
        }
    }

    @Test
    void understandsEveryTypeName() throws SQLException {
        try (Carried b18 = Carried.failureCase(folder, "b18")) {
            assertThat(b18.report().saysNo()).isFalse();
            assertThat(b18.everyRowProved()).isTrue();
            assertThat(b18.database().columns("b18"))
                    .containsExactly(
                            "a bytea",
                            "b double precision",
                            "c bigint",
                            "d character varying(60)",
                            "e text",
                            "f text",
                            "g text",
                            "h text",
                            "i text",
                            "j text",
                            "k character varying(70)",
                            "l character varying(255)",
                            "m bigint",
                            "n bigint",
                            "o bigint");
            assertThat(b18.database().rows("SELECT a, b, j, m, o FROM b18")).containsExactly("\\x00|1.5|1 day|3|7");
        }
    }

    @Test
    void keepsEveryBitOfReals() throws SQLException {
        try (Carried b25 = Carried.failureCase(folder, "b25")) {
            assertThat(b25.report().saysNo()).isFalse();
            assertThat(b25.everyRowProved()).isTrue();
            assertThat(b25.database().columns("b25"))
                    .containsExactly(
                            "id bigint not null identity",
                            "r double precision",
                            "price numeric(10,2)",
                            "ts double precision",
                            "n numeric");
            assertThat(b25.database()
                            .rows("SELECT id, encode(float8send(r), 'hex'), encode(float8send(ts), 'hex')"
                                    + " FROM b25 ORDER BY id"))
                    .containsExactly(
                            "1|" + bits(Double.POSITIVE_INFINITY) + "|" + bits(1647950409.737),
                            "2|" + bits(Double.NEGATIVE_INFINITY) + "|" + bits(16777217),
                            "3|" + bits(0.1 + 0.2) + "|" + bits(1e-320));
            assertThat(b25.database().rows("SELECT price, n FROM b25 ORDER BY id"))
                    .containsExactly("1230.99|1.1", "0.10|9007199254740993", "null|null");
        }
    }

    @Test
    void keepsRealsBeyondTheIntegersExactlyWhereIntegersStandBesideThem() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("hash.db"),
                "CREATE TABLE hash (id UNIQUE, h BIGINT UNSIGNED, size NUMERIC(20));"
                        + "CREATE VIEW ids AS SELECT id, size FROM hash;"
                        + "INSERT INTO hash VALUES (1152921504606846976.0, 18446744073709551615, 18446744073709551615),"
                        + " (1152921504606847000, 9007199254740993, 1)");
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            Carried hash = Carried.into(database, file);
            assertThat(hash.report().saysNo()).isFalse();
            assertThat(hash.everyRowProved()).isTrue();
            assertThat(database.rows("SELECT * FROM hash ORDER BY id"))
                    .containsExactly(
                            "1152921504606846976|18446744073709551616|18446744073709551616",
                            "1152921504606847000|9007199254740993|1");
        }
    }

    private static String bits(double value) {
        return String.format("%016x", Double.doubleToLongBits(value));
    }
}
