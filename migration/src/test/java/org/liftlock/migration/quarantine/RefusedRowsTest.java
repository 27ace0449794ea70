package org.liftlock.migration.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.ExistingRows;
import org.liftlock.migration.LoadOptions;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.TableReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Rows that the target refuses are set aside, each by itself, and all others are loaded. */
class RefusedRowsTest {

    static final LoadOptions QUARANTINE = new LoadOptions(2, 0, false, true, Duration.ofSeconds(30));
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void make() throws SQLException {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    private Path file(String... scripts) throws SQLException {
        return Sqlite.run(folder.resolve("app.db"), scripts);
    }

    private RunReport migrate(Path file) {
        return migrate(file, null, MigrateOptions.defaults().with(QUARANTINE));
    }

    private RunReport migrate(Path file, @Nullable Path plan, MigrateOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), plan, RunListener.NONE);
            if (options.existing()) {
                prepared = Migration.fitToExisting(
                        source, prepared, database.target(), options.schema(), options.redact(), RunListener.NONE);
            }
            return Migration.migrate(source, prepared, database.target(), options, RunListener.NONE);
        }
    }

    private Path plan(Path file, UnaryOperator<String> edit) throws IOException {
        Path plans = folder.resolve("plans");
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            Migration.writePlan(
                    source, Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE), plans);
        }
        Path plan = plans.resolve("plan.yaml");
        String before = Files.readString(plan);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(plan, after);
        return plan;
    }

    private RunReport existing(Path file) {
        return migrate(file, null, new MigrateOptions("public", true, false, true, null, false).with(QUARANTINE));
    }

    /** Every row is in its table or in quarantine, and what is in its table compares as equal. */
    private static void assertBalanced(RunReport report, String table, long loaded, long quarantined) {
        TableReport figures = report.tables().stream()
                .filter(candidate -> candidate.source().equals(table))
                .findFirst()
                .orElseThrow();
        assertThat(figures)
                .extracting("rowsRead", "rowsLoaded", "rowsQuarantined", "differingRows")
                .containsExactly(loaded + quarantined, loaded, quarantined, 0L);
        assertThat(report.saysNo()).isTrue();
        assertThat(report.findings())
                .extracting("code")
                .contains(FindingCode.ROWS_REFUSED)
                .doesNotContain(FindingCode.ROWS_DIFFER, FindingCode.STATEMENT_FAILED);
    }

    private List<String> quarantined(String what) throws SQLException {
        return database.rows("SELECT " + what + " FROM liftlock.quarantine ORDER BY id");
    }

    @Test
    void setsTextWithU0000AsideWhichWithoutTheOptionBlocks() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
                + "INSERT INTO t VALUES (1, 'a'), (2, CAST(x'620063' AS TEXT)), (3, 'c')");

        RunReport refused = migrate(file, null, MigrateOptions.defaults());
        assertThat(refused.findings()).extracting("code").contains(FindingCode.NUL_IN_TEXT);
        assertThat(database.relations()).isEmpty();

        RunReport report = migrate(file);

        assertBalanced(report, "t", 2, 1);
        assertThat(database.rows("SELECT id FROM t ORDER BY 1")).containsExactly("1", "3");
        assertThat(quarantined("source_row, sqlstate, encode(contents[2], 'hex'), reason"))
                .containsExactly("rowid 2|22000|620063|column v holds what does not fit: a text with U+0000");
    }

    @Test
    void setsAsideWhatTheUsersTypesRefuse() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, num, doc TEXT, must TEXT);"
                + "INSERT INTO t VALUES (1, 5, '{}', 'x'), (2, 'five', '[1]', 'x'), (3, 7, '{\"a\":', 'x'),"
                + " (4, 8, '\"\\ud800\"', 'x'), (5, 9, '[]', NULL), (6, 70000, '0', 'x'), (7, 1, 'null', 'y')");
        Path plan = plan(
                file,
                text -> text.replaceFirst("(target: num\\n\\s+type: )text", "$1smallint")
                        .replaceFirst("(target: doc\\n\\s+type: )text", "$1jsonb")
                        .replaceFirst("(target: must\\n\\s+type: text\\n)", "$1        notNull: true\n"));

        RunReport report = migrate(file, plan, MigrateOptions.defaults().with(QUARANTINE));

        assertBalanced(report, "t", 2, 5);
        assertThat(database.rows("SELECT id, num, doc FROM t ORDER BY 1")).containsExactly("1|5|{}", "7|1|null");
        assertThat(quarantined("source_row, sqlstate"))
                .containsExactlyInAnyOrder(
                        "rowid 2|22000", "rowid 3|22P02", "rowid 4|22P02", "rowid 5|23502", "rowid 6|22000");
        assertThat(database.rows("INSERT INTO t (num, doc, must) VALUES (1, '1', '') RETURNING id"))
                .as("ids of rows that are set aside are not given again")
                .containsExactly("8");
    }

    @Test
    void loadsAgainUnderACheckThatRowsBreak() throws Exception {
        Path file = file(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER CHECK (v > 0))",
                "PRAGMA ignore_check_constraints = ON;" + NUMBERS.formatted(3000)
                        + "INSERT INTO t SELECT i, CASE WHEN i IN (1, 1500, 3000) THEN -i ELSE i END FROM n");

        RunReport report = migrate(file);

        assertBalanced(report, "t", 2997, 3);
        assertThat(quarantined("source_row")).containsExactly("rowid 1", "rowid 1500", "rowid 3000");
        assertThat(database.constraints("t")).anyMatch(constraint -> constraint.contains("CHECK"));
    }

    @Test
    void loadsALargeTableAgainUnderItsKeys() throws Exception {
        Path file = file(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER CHECK (v > 0), w TEXT UNIQUE)",
                "PRAGMA ignore_check_constraints = ON;" + NUMBERS.formatted(100_000)
                        + "INSERT INTO t SELECT i, CASE WHEN i % 9973 = 1 THEN -i ELSE i END, 'w' || i FROM n");

        RunReport report = migrate(file);

        assertBalanced(report, "t", 99_989, 11);
        assertThat(database.rows("SELECT count(*), count(DISTINCT id) FROM t")).containsExactly("99989|99989");
        assertThat(database.constraints("t")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void keepsGoodRowsWhateverStandsBesideThem() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);" + NUMBERS.formatted(100_000)
                + "INSERT INTO t SELECT i, CASE WHEN i IN (1, 100000) OR i BETWEEN 40000 AND 41999 OR i % 7919 = 0"
                + " THEN CAST(x'00' AS TEXT) ELSE 'value ' || i END FROM n");

        RunReport report = migrate(file);

        long bad = 2 + 2000 + 12;
        assertBalanced(report, "t", 100_000 - bad, bad);
        assertThat(database.rows("SELECT count(*) FROM t WHERE v <> 'value ' || id"))
                .containsExactly("0");
        assertThat(database.rows("SELECT count(DISTINCT source_row), count(*) FROM liftlock.quarantine"))
                .containsExactly(bad + "|" + bad);
    }

    @Test
    void setsEveryRowAsideWhereAllAreRefused() throws Exception {
        Path file = file("CREATE TABLE t (a TEXT, b BLOB, PRIMARY KEY (a, b)) WITHOUT ROWID;" + NUMBERS.formatted(3000)
                + "INSERT INTO t SELECT 'it''s ' || i, CASE i % 2 WHEN 0 THEN x'00ff' ELSE i END FROM n");
        database.execute("CREATE TABLE t (a text CHECK (a = ''), b bytea)");

        RunReport report = existing(file);

        assertBalanced(report, "t", 0, 3000);
        assertThat(database.rows("SELECT DISTINCT sqlstate FROM liftlock.quarantine"))
                .containsExactly("23514");
    }

    @Test
    void setsAsideWhatAnExistingTableRefuses() throws Exception {
        Path file = file("CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER, w TEXT);"
                + "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id));" + NUMBERS.formatted(2500)
                + "INSERT INTO p SELECT i, i, 'w' || i FROM n;"
                + "INSERT INTO c SELECT id, id FROM p; UPDATE p SET v = -1 WHERE id IN (1, 2500);"
                + "UPDATE p SET w = 'w7' WHERE id = 8; UPDATE p SET w = 'bad' WHERE id = 1200");
        database.execute(
                "CREATE TABLE p (id bigint PRIMARY KEY, v integer CHECK (v > 0), w text UNIQUE DEFERRABLE)",
                "CREATE TABLE c (id bigint PRIMARY KEY, p bigint REFERENCES p)",
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF new.w = ''bad'' THEN"
                        + " RAISE EXCEPTION ''not %'', new.w; END IF; RETURN new; END'",
                "CREATE TRIGGER no BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION no()");

        RunReport report = existing(file);

        assertBalanced(report, "p", 2496, 4);
        assertBalanced(report, "c", 2496, 4);
        assertThat(database.rows("SELECT source_row, sqlstate FROM liftlock.quarantine WHERE source_table = 'p'"
                        + " ORDER BY id"))
                .containsExactly("rowid 1|23514", "rowid 8|23505", "rowid 1200|P0001", "rowid 2500|23514");
        assertThat(database.rows("SELECT DISTINCT sqlstate FROM liftlock.quarantine WHERE source_table = 'c'"))
                .containsExactly("23503");
    }

    @Test
    void keepsValuesByteForByteInTablesWithoutRowid() throws Exception {
        Path file = file("CREATE TABLE t (a TEXT, b INTEGER, c, d REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;"
                + "INSERT INTO t VALUES ('k', 1, 'fine', 1.5), ('it''s', 2, CAST(x'00' AS TEXT), 0.1),"
                + " ('', 3, CAST(x'ff00fe' AS TEXT), 1e300), ('k', 4, x'', 2.0)");
        Path plan = plan(file, text -> text.replaceFirst("(target: c\\n\\s+type: )bytea", "$1text"));

        RunReport report = migrate(file, plan, MigrateOptions.defaults().with(QUARANTINE));

        assertBalanced(report, "t", 1, 3);
        assertThat(quarantined("source_row, classes, encode(contents[3], 'hex'), convert_from(contents[4], 'UTF8')"))
                .containsExactlyInAnyOrder(
                        "key (, 3)|{text,integer,text,real}|ff00fe|1e+300",
                        "key (it's, 2)|{text,integer,text,real}|00|0.1",
                        "key (k, 4)|{text,integer,blob,real}||2.0");
    }

    @Test
    void takesWideValuesOneByOne() throws Exception {
        List<String> scripts = new ArrayList<>();
        scripts.add("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
        for (int i = 1; i <= 6; i++) {
            scripts.add("INSERT INTO t VALUES (" + i + ", " + (i % 2 == 0 ? "CAST(x'00' AS TEXT) || " : "")
                    + "hex(zeroblob(1500000)))");
        }
        Path file = file(scripts.toArray(String[]::new));

        RunReport report = migrate(file);

        assertBalanced(report, "t", 3, 3);
        assertThat(database.rows("SELECT DISTINCT length(v) FROM t")).containsExactly("3000000");
        assertThat(quarantined("length(contents[2])")).containsExactly("3000001", "3000001", "3000001");
    }

    @Test
    void leavesNothingBehindWhereNothingIsRefused() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a')");

        RunReport report = migrate(file);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.relations()).containsExactly("public.t");
        assertThat(database.rows("SELECT to_regnamespace('liftlock') IS NULL")).containsExactly("t");
    }

    @Test
    void showsNoValueWhereTheyAreToStayHidden() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w TEXT);"
                + "INSERT INTO t VALUES (1, 5, 'secret'), (2, 4711, 'open'), (3, 6, 'secret')");
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v smallint CHECK (v < 4711), w varchar(6) UNIQUE)");

        RunReport report =
                migrate(file, null, new MigrateOptions("public", true, false, true, null, true).with(QUARANTINE));

        assertBalanced(report, "t", 1, 2);
        assertThat(quarantined("reason"))
                .noneMatch(reason -> reason.contains("secret") || reason.contains("4711"))
                .contains("refused by constraint t_v_check (SQLSTATE 23514)");
    }

    @Test
    void keepsRowsThatReferToLaterOnes() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t (id), v INTEGER);"
                + NUMBERS.formatted(2500)
                + "INSERT INTO t SELECT i, CASE WHEN i < 2500 AND i % 500 = 1 THEN i + 499 END,"
                + " i FROM n; UPDATE t SET v = -1 WHERE id IN (700, 1500)");
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, parent bigint REFERENCES t, v bigint CHECK (v > 0))");

        RunReport report = existing(file);

        assertBalanced(report, "t", 2497, 3);
        assertThat(database.rows("SELECT source_row, sqlstate FROM liftlock.quarantine ORDER BY id"))
                .containsExactly("rowid 700|23514", "rowid 1500|23514", "rowid 1001|23503");
    }

    @Test
    void loadsOverRowsThatAreThereButForThoseThatAreRefused() throws Exception {
        Path file = file("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);" + NUMBERS.formatted(1500)
                + "INSERT INTO t SELECT i, CASE i WHEN 3 THEN -3 WHEN 1400 THEN -1 ELSE i END FROM n");
        database.execute(
                "CREATE TABLE t (id bigint PRIMARY KEY, v bigint CHECK (v > 0))",
                "INSERT INTO t VALUES (3, 33), (4, 44)");

        RunReport report = migrate(
                file,
                null,
                new MigrateOptions("public", true, false, true, null, false)
                        .withExistingRows(ExistingRows.UPSERT, false)
                        .with(QUARANTINE));

        assertThat(report.findings()).extracting("code").contains(FindingCode.ROWS_REFUSED);
        assertThat(database.rows("SELECT v FROM t WHERE id IN (3, 4) ORDER BY id"))
                .containsExactly("33", "4");
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("1499");
        assertThat(quarantined("source_row")).containsExactly("rowid 3", "rowid 1400");
    }
}
