package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.NameStyle;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.testing.Carried;

/** Cases in which texts or BLOBs are not what a column or PostgreSQL expects. */
class TextCasesTest {

    @TempDir
    Path folder;

    @Test
    void refusesNulInTextBeforeAnythingIsTouched() throws SQLException {
        try (Carried b14 = Carried.failureCase(folder, "b14")) {
            assertThat(b14.prepared().isBlocked()).isTrue();
            assertThat(b14.report().saysNo()).isTrue();
            assertThat(b14.details(FindingCode.NUL_IN_TEXT, "b14.body")).containsExactly("1 row (rowid 1)");
            assertThat(b14.database().relations()).isEmpty();
            assertThat(b14.database().hasLedger()).isFalse();
        }
    }

    @Test
    void keepsNulAsBytesOnTheUsersWord() throws SQLException {
        PlanOptions options = new PlanOptions(NameStyle.FOLD, null, false, true);
        try (Carried b14 = Carried.failureCase(folder, "b14", options)) {
            assertThat(b14.report().saysNo()).isFalse();
            assertThat(b14.everyRowProved()).isTrue();
            assertThat(b14.database().columns("b14"))
                    .containsExactly("id bigint not null identity", "body bytea", "meta json");
            assertThat(b14.database().rows("SELECT * FROM b14 ORDER BY id"))
                    .containsExactly("1|\\x610062|{\"k\":\"x\\u0000y\"}", "2|\\x6f6b|{}");
            assertThat(b14.details(FindingCode.NUL_AS_BYTEA, "b14.body")).containsExactly("1 row (rowid 1)");
            assertThat(b14.details(FindingCode.JSON_NOT_JSONB, "b14.meta")).containsExactly("1 row (rowid 1)");
        }
    }

    @Test
    void keepsTextThatIsNotUtf8ByteForByte() throws SQLException {
        try (Carried b15 = Carried.failureCase(folder, "b15")) {
            assertThat(b15.report().saysNo()).isFalse();
            assertThat(b15.everyRowProved()).isTrue();
            assertThat(b15.database().columns("b15")).containsExactly("id bigint not null identity", "fname bytea");
            assertThat(b15.database().rows("SELECT * FROM b15 ORDER BY id"))
                    .containsExactly("1|\\x66c3286f", "2|\\xeda080", "3|\\x66696e65");
            assertThat(b15.details(FindingCode.INVALID_UTF8, "b15.fname"))
                    .containsExactly("2 rows (rowid 1 x'66c3286f', rowid 2 x'eda080')");
        }
    }

    @Test
    void carriesTextInBlobColumnsVerbatim() throws SQLException {
        try (Carried b16 = Carried.failureCase(folder, "b16")) {
            assertThat(b16.report().saysNo()).isFalse();
            assertThat(b16.everyRowProved()).isTrue();
            assertThat(b16.database().columns("b16"))
                    .containsExactly("id bigint not null identity", "k bytea", "carddata bytea", "t bytea");
            assertThat(b16.database().rows("SELECT * FROM b16 ORDER BY id"))
                    .containsExactly(
                            "1|" + bytes("-----BEGIN KEY-----") + "|" + bytes("BEGIN:VCARD\\r\\n") + "|" + bytes("x"),
                            "2|\\x00ff5c78|" + bytes("aGVsbG8=") + "|\\xc0ffee");
            assertThat(b16.where(FindingCode.TEXT_IN_BLOB_COLUMN)).containsExactly("b16.k", "b16.carddata");
            assertThat(b16.details(FindingCode.BLOB_IN_TEXT_COLUMN, "b16.t")).containsExactly("1 row (rowid 2)");
        }
    }

    @Test
    void keepsLengthsOnlyWhereEveryTextFits() throws SQLException {
        try (Carried b17 = Carried.failureCase(folder, "b17")) {
            assertThat(b17.report().saysNo()).isFalse();
            assertThat(b17.everyRowProved()).isTrue();
            assertThat(b17.database().columns("b17"))
                    .containsExactly("id bigint not null identity", "a text", "b text", "c text", "d numeric");
            assertThat(b17.database().rows("SELECT * FROM b17 ORDER BY id"))
                    .containsExactly("1|sixsix|x|abc|12345.678", "2|ééééé|y|é|1.1");
            assertThat(b17.details(FindingCode.LONGER_THAN_DECLARED, "b17.a"))
                    .containsExactly("declared 5, longest 6 characters");
            assertThat(b17.details(FindingCode.LONGER_THAN_DECLARED, "b17.c"))
                    .containsExactly("declared 2, longest 3 characters");
            assertThat(b17.details(FindingCode.DECIMAL_DOES_NOT_FIT, "b17.d")).containsExactly("1 row (rowid 1)");
        }
    }

    private static String bytes(String text) {
        return "\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
