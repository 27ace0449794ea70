package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestPostgres;

/** Cases of column defaults, each used by an insert without values. */
class DefaultCasesTest {

    @TempDir
    Path folder;

    @Test
    void translatesExpressionsToTheTypeOfTheirColumn() throws SQLException {
        try (Carried b02 = Carried.failureCase(folder, "b02")) {
            assertThat(b02.report().saysNo()).isFalse();
            assertThat(b02.database().columns("b02"))
                    .containsExactly(
                            "id bigint not null identity",
                            "a text",
                            "b timestamp without time zone",
                            "c timestamp without time zone",
                            "d date",
                            "e bigint",
                            "f bigint",
                            "g text",
                            "h bigint",
                            "i bigint",
                            "j bytea");
            b02.database().execute("INSERT INTO b02 DEFAULT VALUES");
            assertThat(b02.database().rows("SELECT id, b, h, i, j FROM b02")).containsExactly("1|null|3|16|\\x0a");
            String row = b02.database()
                    .value("SELECT concat_ws(' ', a ~ '^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}$',"
                            + " abs(extract(epoch FROM a::timestamp - now() AT TIME ZONE 'UTC')) < 3600,"
                            + " abs(extract(epoch FROM c - now() AT TIME ZONE 'UTC')) < 3600,"
                            + " abs(d - (now() AT TIME ZONE 'UTC')::date) < 2,"
                            + " abs(e - extract(epoch FROM now())) < 3600, abs(f - extract(epoch FROM now())) < 3600,"
                            + " g ~ '^[0-9a-f]{32}$') FROM b02");
            assertThat(row).isEqualTo("t t t t t t t");
            assertThat(b02.where(FindingCode.DEFAULT_NOT_TRANSLATED)).containsExactly("b02.b");
        }
    }

    @Test
    void takesNullInAnyCaseForNoDefault() throws SQLException {
        try (Carried b03 = Carried.failureCase(folder, "b03")) {
            assertThat(b03.report().saysNo()).isFalse();
            assertThat(b03.findings()).isEmpty();
            assertThat(b03.database().columns("b03"))
                    .containsExactly(
                            "id bigint not null identity",
                            "filesize bigint",
                            "at timestamp without time zone",
                            "b bytea");
            assertThat(b03.database().rows("INSERT INTO b03 DEFAULT VALUES RETURNING *"))
                    .containsExactly("1|null|null|null");
        }
    }

    @Test
    void losesNothingElseToDefaultsThatCannotBeCarriedOver() throws SQLException {
        Path file = Sqlite.run(
                folder.resolve("bad.sqlite"),
                "CREATE TABLE d (id INTEGER PRIMARY KEY, a BOOLEAN DEFAULT 't', b DATE DEFAULT 'today',"
                        + " c INTEGER DEFAULT (random()), f NUMERIC DEFAULT 1.005, g INT DEFAULT +1, i TEXT DEFAULT 12,"
                        + " j INTEGER DEFAULT 1e3, m JSON DEFAULT '{}', o TEXT DEFAULT (printf('%d', 3)),"
                        + " p BLOB DEFAULT 'abc', s VARCHAR(2) DEFAULT 'too long', k REAL DEFAULT 2)",
                "CREATE TABLE strict_one (id INTEGER PRIMARY KEY, n INT DEFAULT '5', t TEXT, r REAL DEFAULT 1, e ANY) STRICT",
                "CREATE TABLE w (k TEXT PRIMARY KEY, n INTEGER DEFAULT (1 + 2)) WITHOUT ROWID",
                "CREATE TABLE descending (id INTEGER PRIMARY KEY DESC, v TEXT)",
                "CREATE TABLE copied AS SELECT 1 AS one, 'x' AS two, NULL AS three",
                "INSERT INTO d (id, a, b, c, m) VALUES (1, 0, '2020-01-01', 1, '[]')",
                "INSERT INTO strict_one VALUES (1, 2, 'x', 1.5, 'any')");
        try (Carried carried = Carried.into(TestPostgres.freshDatabase(), file)) {
            assertThat(carried.report().saysNo()).isFalse();
            assertThat(carried.everyRowProved()).isTrue();
            assertThat(carried.where(FindingCode.DEFAULT_NOT_TRANSLATED))
                    .containsExactlyInAnyOrder("d.b", "d.c", "d.o");
            assertThat(carried.database().rows("INSERT INTO d DEFAULT VALUES RETURNING *"))
                    .containsExactly("2|t|null|null|1.005|1|12|1000|{}|null|\\x616263|too long|2");
            assertThat(carried.database().rows("INSERT INTO strict_one DEFAULT VALUES RETURNING *"))
                    .containsExactly("2|5|null|1|null");
            assertThat(carried.database().rows("INSERT INTO w (k) VALUES ('x') RETURNING *"))
                    .containsExactly("x|3");
            assertThat(carried.database().rows("SELECT * FROM copied")).containsExactly("1|x|null");
            assertThat(carried.database().columns("descending")).containsExactly("id bigint not null", "v text");
        }
    }

    @Test
    void takesDoubleQuotesAsSqliteDoes() throws SQLException {
        try (Carried b04 = Carried.failureCase(folder, "b04")) {
            assertThat(b04.report().saysNo()).isFalse();
            assertThat(b04.findings()).isEmpty();
            assertThat(b04.database().rows("INSERT INTO b04 DEFAULT VALUES RETURNING *"))
                    .containsExactly("1||abc|0");
        }
    }
}
