package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.testing.Carried;

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
    void takesDoubleQuotesAsSqliteDoes() throws SQLException {
        try (Carried b04 = Carried.failureCase(folder, "b04")) {
            assertThat(b04.report().saysNo()).isFalse();
            assertThat(b04.findings()).isEmpty();
            assertThat(b04.database().rows("INSERT INTO b04 DEFAULT VALUES RETURNING *"))
                    .containsExactly("1||abc|0");
        }
    }
}
