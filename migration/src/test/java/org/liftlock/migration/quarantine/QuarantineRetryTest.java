package org.liftlock.migration.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.Quarantine;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Rows of quarantine are mended in a file and loaded from it. */
class QuarantineRetryTest {

    private static final String SOURCE = """
            CREATE TABLE p (id INTEGER PRIMARY KEY, v TEXT, b BLOB, x REAL, at TIMESTAMP);
            CREATE TABLE k (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
            CREATE TABLE log (what TEXT);
            INSERT INTO p VALUES (1, 'one', x'00ff', 0.1, '2024-02-29 12:00:00'),
                (2, CAST(x'00' AS TEXT), x'c3', 1e300, '2024-02-29 12:00:00.5'),
                (9, 'ni' || CAST(x'00' AS TEXT) || 'ne', NULL, 3.0, NULL);
            INSERT INTO k VALUES ('it''s', 1, 'fine'), ('it''s', 2, 'b' || CAST(x'00' AS TEXT));
            INSERT INTO log VALUES ('one'), ('two'), ('three');
            CREATE TRIGGER noted AFTER INSERT ON p BEGIN INSERT INTO log VALUES (new.v); END;
            """;

    @TempDir
    private Path folder;

    private Path file;
    private Path rows;
    private TestDatabase database;

    @BeforeEach
    void migrate() throws SQLException {
        database = TestPostgres.freshDatabase();
        file = Sqlite.run(folder.resolve("app.db"), SOURCE);
        rows = folder.resolve("rows.jsonl");
        RunReport report = run(MigrateOptions.defaults().with(RefusedRowsTest.QUARANTINE));
        assertThat(report.findings()).extracting("code").doesNotContain(FindingCode.ROWS_DIFFER);
        assertThat(Quarantine.write(database.target(), "public", rows)).isEqualTo(3);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private RunReport run(MigrateOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            return Migration.migrate(source, prepared, database.target(), options, RunListener.NONE);
        }
    }

    private RunReport verify() {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            return Migration.verify(source, prepared, database.target(), MigrateOptions.defaults(), RunListener.NONE);
        }
    }

    private Quarantine.Retried retry() {
        return Quarantine.retry(database.target(), "public", rows, false, false);
    }

    private void mend(UnaryOperator<String> how) throws IOException {
        Files.writeString(rows, how.apply(Files.readString(rows)));
    }

    private static String withoutNul(String text) {
        return text.replace("\\u0000", "");
    }

    @Test
    void writesExactValuesForTheOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rows)))
                .isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(rows);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("{\"liftlock\":\"quarantine\",\"format\":1,\"run\":\"");
        assertThat(lines)
                .anyMatch(line -> line.contains("\"sourceTable\":\"p\",\"row\":\"rowid 2\"")
                        && line.endsWith("\"values\":[{\"column\":\"id\",\"class\":\"integer\",\"value\":\"2\"},"
                                + "{\"column\":\"v\",\"class\":\"text\",\"value\":\"\\u0000\"},"
                                + "{\"column\":\"b\",\"class\":\"blob\",\"base64\":\"ww==\"},"
                                + "{\"column\":\"x\",\"class\":\"real\",\"value\":\"1e+300\"},"
                                + "{\"column\":\"at\",\"class\":\"text\",\"value\":\"2024-02-29 12:00:00.5\"}]}"));
    }

    @Test
    void loadsMendedRowsOnce() throws Exception {
        mend(QuarantineRetryTest::withoutNul);

        Quarantine.Retried first = retry();
        Quarantine.Retried second = retry();

        assertThat(first).isEqualTo(new Quarantine.Retried(3, 0, 0, 0, List.of()));
        assertThat(second).isEqualTo(new Quarantine.Retried(0, 0, 3, 0, List.of()));
        assertThat(database.rows("SELECT id, v, b, x, at FROM p ORDER BY id"))
                .containsExactly(
                        "1|one|\\x00ff|0.1|2024-02-29 12:00:00",
                        "2||\\xc3|1e+300|2024-02-29 12:00:00.5",
                        "9|nine|null|3|null");
        assertThat(database.rows("SELECT a, b, v FROM k ORDER BY b")).containsExactly("it's|1|fine", "it's|2|b");
        assertThat(database.rows("SELECT what FROM log"))
                .as("the trigger has written what SQLite's wrote, once")
                .hasSize(3)
                .contains("one");
        assertThat(database.rows("INSERT INTO p (v) VALUES ('new') RETURNING id"))
                .containsExactly("10");
    }

    @Test
    void keepsRowsThatAreStillRefused() throws Exception {
        mend(text -> text.replace("ni\\u0000ne", "nine"));

        Quarantine.Retried retried = retry();

        assertThat(retried).extracting("loaded", "refused", "gone", "left").containsExactly(1L, 2L, 0L, 2L);
        assertThat(retried.shown()).hasSize(2).allMatch(line -> line.contains("a text with U+0000"));
        assertThat(database.rows("SELECT id FROM p ORDER BY 1")).containsExactly("1", "9");
        mend(QuarantineRetryTest::withoutNul);
        assertThat(retry()).extracting("loaded", "refused", "gone", "left").containsExactly(2L, 0L, 1L, 0L);
    }

    @Test
    void tellsTheNewReason() throws Exception {
        mend(text -> withoutNul(text).replace("\"value\":\"9\"", "\"value\":\"1\""));

        Quarantine.Retried retried = retry();

        assertThat(retried.left()).isEqualTo(1);
        assertThat(database.rows("SELECT source_row, sqlstate FROM liftlock.quarantine"))
                .containsExactly("rowid 9|23505");
        assertThat(database.rows("SELECT v FROM p WHERE id = 1")).containsExactly("one");
    }

    @Test
    void loadsAllOrNone() throws Exception {
        mend(text -> text.replace("ni\\u0000ne", "nine"));

        Quarantine.Retried refused = Quarantine.retry(database.target(), "public", rows, true, false);

        assertThat(refused).extracting("loaded", "refused", "left").containsExactly(0L, 2L, 3L);
        assertThat(database.rows("SELECT id FROM p")).containsExactly("1");
        mend(QuarantineRetryTest::withoutNul);
        assertThat(Quarantine.retry(database.target(), "public", rows, true, false))
                .extracting("loaded", "refused", "left")
                .containsExactly(3L, 0L, 0L);
    }

    @Test
    void takesRowsInATypeThatTheColumnWasGivenSince() throws Exception {
        database.execute("ALTER TABLE p ALTER COLUMN v TYPE bytea USING convert_to(v, 'UTF8')");
        database.execute("ALTER TABLE k ALTER COLUMN v TYPE bytea USING convert_to(v, 'UTF8')");

        assertThat(retry()).extracting("loaded", "left").containsExactly(3L, 0L);
        assertThat(database.rows("SELECT v FROM p ORDER BY id")).contains("\\x00", "\\x6e69006e65");
    }

    @Test
    void verifiesWithoutTheRowsThatAreInQuarantine() throws Exception {
        RunReport report = verify();

        assertThat(report.findings())
                .extracting("code")
                .contains(FindingCode.ROWS_IN_QUARANTINE)
                .doesNotContain(FindingCode.ROWS_DIFFER);
        assertThat(report.saysNo()).isTrue();
        assertThat(report.tables())
                .filteredOn(table -> table.source().equals("p"))
                .extracting("rowsRead", "rowsLoaded", "rowsQuarantined", "differingRows")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(3L, 1L, 2L, 0L));
        database.execute("DELETE FROM p WHERE id = 1");
        assertThat(verify().findings()).extracting("code").contains(FindingCode.ROWS_DIFFER);
    }

    @Test
    void namesTheLineOfWhatIsWrong() throws Exception {
        String written = Files.readString(rows);
        assertRefused(
                written.replace("\"class\":\"integer\",\"value\":\"9\"", "\"class\":\"integer\",\"value\":\"x\""),
                "not what its class says",
                "line: 3",
                "column: id");
        assertRefused(written.replace("\"value\":\"1e+300\"}", "\"value\":\"1e+300\""), "line: 2", "not JSON");
        assertRefused(written.replace("\"base64\":\"ww==\"", "\"base64\":\"%\""), "line: 2", "Base64");
        assertRefused(written.replace("\"row\":\"rowid 2\"", "\"row\":\"rowid 3\""), "line: 2", "rowid 2");
        assertRefused(
                written.replace("{\"column\":\"x\",\"class\":\"real\",\"value\":\"1e+300\"},", ""),
                "line: 2",
                "columns");
        assertRefused(written + written.lines().skip(1).findFirst().orElseThrow() + "\n", "line: 5", "twice");
        assertRefused("", "empty");
        assertRefused("id,v\n", "line: 1");
        assertRefused(written.replaceFirst("\"run\":\"[^\"]*", "\"run\":\"other"), "another run");
        assertThat(database.rows("SELECT count(*) FROM liftlock.quarantine")).containsExactly("3");
    }

    private void assertRefused(String text, String... words) throws IOException {
        Files.writeString(rows, text);
        MigrationException refusal = catchThrowableOfType(MigrationException.class, this::retry);
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Cause.INPUT);
        assertThat(refusal.line()).contains(words).doesNotContain("\n");
    }

    @Test
    void refusesAnotherTargetAndAFileThatIsThere() throws Exception {
        try (TestDatabase other = TestPostgres.freshDatabase()) {
            MigrationException refusal = catchThrowableOfType(
                    MigrationException.class, () -> Quarantine.retry(other.target(), "public", rows, false, false));
            assertThat(refusal.line()).contains("No run has set rows aside");
        }
        String written = Files.readString(rows);
        MigrationException refusal = catchThrowableOfType(
                MigrationException.class, () -> Quarantine.write(database.target(), "public", rows));
        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(Files.readString(rows)).isEqualTo(written);
    }

    @Test
    void listsTheRows() {
        Quarantine.Listed listed = Quarantine.list(database.target(), "public", 2);

        assertThat(listed.rows()).isEqualTo(3);
        assertThat(listed.shown())
                .hasSize(2)
                .allMatch(line -> line.endsWith("column v holds what does not fit: a text with U+0000"));
    }
}
