package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.testing.ExistingTables;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Tables that the application has put rows into before. */
class SeededTablesTest {

    private static final String SOURCE = """
            CREATE TABLE role (id INTEGER PRIMARY KEY, name TEXT UNIQUE, parent_id INTEGER REFERENCES role (id), extra JSON);
            CREATE TABLE setting (scope TEXT NOT NULL, name TEXT NOT NULL, value TEXT, PRIMARY KEY (scope, name)) WITHOUT ROWID;
            CREATE TABLE member (id INTEGER PRIMARY KEY, role_id INTEGER REFERENCES role (id));
            INSERT INTO role VALUES (1, 'admin', NULL, '{"a": 1}'), (2, 'editor', 4, NULL), (3, 'mine', 1, NULL), (4, 'chief', NULL, NULL);
            INSERT INTO setting VALUES ('ui', 'theme', 'dark'), ('ui', 'size' || char(0) || 'x', 'big'), ('mail', 'from', 'me');
            INSERT INTO member VALUES (10, 1), (11, 3)""";

    private static final String[] TARGET = {
        "CREATE TABLE role (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE,"
                + " parent_id bigint REFERENCES role, extra json, since date NOT NULL DEFAULT '2024-01-01')",
        "CREATE TABLE setting (scope text, name bytea, value text, PRIMARY KEY (scope, name))",
        "CREATE TABLE member (id bigint PRIMARY KEY, role_id bigint NOT NULL REFERENCES role)"
    };

    /** Role 1 as SQLite has it, role 2 not; a role and a setting of the target's own. */
    private static final String[] SEEDED = {
        "INSERT INTO role OVERRIDING SYSTEM VALUE VALUES (1, 'admin', NULL, '{\"a\": 1}', '2020-01-01'),"
                + " (2, 'seeded', NULL, NULL, '2020-01-01'), (50, 'own', 2, NULL, '2020-01-01')",
        "INSERT INTO setting VALUES ('ui', 'theme', 'light'), ('ui', 'lang', 'en')"
    };

    @TempDir
    Path folder;

    private Path file;
    private TestDatabase database;
    private ExistingTables tables;

    @BeforeEach
    void make() throws SQLException {
        file = Sqlite.run(folder.resolve("app.db"), SOURCE);
        database = TestPostgres.freshDatabase();
        database.execute(TARGET);
        tables = new ExistingTables(file, database);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void countsBeforehandWhichKeysAreThere() throws Exception {
        database.execute(SEEDED);
        database.execute("INSERT INTO role (id, name) OVERRIDING SYSTEM VALUE VALUES (60, 'mine')");

        MigrationException refusal = refusal(ExistingRows.REFUSE, false);

        assertThat(refusal.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(refusal.line())
                .contains("hold rows already", "nothing was changed", "--replace", "--existing-rows=skip")
                .contains("table role: 4 rows there, of the source's keys 2 by role_pkey and 2 by role_name_key are")
                .contains("table setting: 2 rows there, of the source's keys 1 by setting_pkey are among them")
                .doesNotContain("table member");
        assertThat(database.value("SELECT count(*) FROM member")).isEqualTo("0");
    }

    @Test
    void countsKeysOverExpressionsAndConditionsAndNull() throws Exception {
        database.execute(SEEDED);
        database.execute(
                "CREATE UNIQUE INDEX by_lower ON role (lower(name)) WHERE id <> 2",
                "CREATE UNIQUE INDEX by_default ON role (since, id)",
                "CREATE TABLE loose (a integer, b text)",
                "CREATE UNIQUE INDEX by_a ON loose (a)",
                "INSERT INTO loose VALUES (NULL, 'x'), (1, 'y')");
        Sqlite.run(
                file,
                "CREATE TABLE loose (a INTEGER, b TEXT); INSERT INTO loose VALUES (NULL, 'p'), (1, 'q');"
                        + "UPDATE role SET name = 'OWN' WHERE id = 3");

        assertThat(refusal(ExistingRows.REFUSE, false).line())
                .contains("2 by role_pkey and 2 by by_lower and 1 by role_name_key are")
                .contains("table loose: 2 rows there, of the source's keys 1 by by_a are")
                .doesNotContain("by_default");
    }

    @Test
    void emptiesTablesOutsideThePlanOnlyWhenAllowed() throws Exception {
        database.execute(SEEDED);
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TABLE other.grant_of (id bigint PRIMARY KEY, role_id bigint REFERENCES role)",
                "CREATE TABLE \"Log\" (grant_id bigint REFERENCES other.grant_of)",
                "INSERT INTO other.grant_of VALUES (1, 50)",
                "INSERT INTO \"Log\" VALUES (1), (1)");

        MigrationException refusal = refusal(ExistingRows.TRUNCATE, false);
        assertThat(refusal.line())
                .contains("CASCADE would empty: other.grant_of (1 row), public.Log (2 rows)", "--cascade");
        assertThat(database.value("SELECT count(*) FROM role")).isEqualTo("3");

        RunReport report = migrate(ExistingRows.TRUNCATE, true);
        assertThat(report.saysNo()).isFalse();
        assertThat(found(report, FindingCode.EMPTIED_WITH_OTHERS))
                .containsExactly("other.grant_of: 1 row", "public.Log: 2 rows");
        assertThat(database.value("SELECT count(*) FROM \"Log\"")).isEqualTo("0");
        assertThat(database.rows("SELECT name FROM role ORDER BY 1"))
                .containsExactly("admin", "chief", "editor", "mine");
    }

    @Test
    void skipsRowsWhoseKeysAreThere() throws Exception {
        database.execute(SEEDED);
        // A unique key alone meets here: SQLite's role 4 has the name of the target's role 50.
        Sqlite.run(file, "UPDATE role SET name = 'own' WHERE id = 4; UPDATE role SET parent_id = 1 WHERE id = 2");

        RunReport report = migrate(ExistingRows.SKIP, false);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT id, name, parent_id, since FROM role ORDER BY 1"))
                .containsExactly(
                        "1|admin|null|2020-01-01",
                        "2|seeded|null|2020-01-01",
                        "3|mine|1|2024-01-01",
                        "50|own|2|2020-01-01");
        assertThat(database.rows("SELECT scope, encode(name, 'escape'), value FROM setting ORDER BY 1, 2"))
                .containsExactly("mail|from|me", "ui|lang|en", "ui|size\\000x|big", "ui|theme|light");
        assertThat(report.tables())
                .extracting("source", "rowsRead", "rowsLoaded", "rowsKept", "differingRows")
                .containsExactlyInAnyOrder(
                        tuple("role", 4L, 1L, 3L, 0L),
                        tuple("setting", 3L, 2L, 1L, 0L),
                        tuple("member", 2L, 2L, 0L, 0L));
        assertThat(found(report, FindingCode.SEEDED_ROWS_KEPT)).containsExactly("role: 3 rows", "setting: 1 row");
        assertThat(found(report, FindingCode.SEEDED_ROWS_DIFFER).get(0))
                .startsWith("role: 2 rows differ")
                .contains("2", "4");
        assertThat(found(report, FindingCode.ROWS_ONLY_IN_TARGET))
                .containsExactlyInAnyOrder("role: 1 row", "setting: 1 row");
        assertThat(database.value("INSERT INTO role (name) VALUES ('next') RETURNING id"))
                .isEqualTo("51");
    }

    @Test
    void keepsEqualRowsWithoutAWarning() throws Exception {
        migrate(ExistingRows.REFUSE, false);

        RunReport again = migrate(ExistingRows.SKIP, false);

        assertThat(again.saysNo()).isFalse();
        assertThat(again.tables()).extracting("rowsLoaded").containsOnly(0L);
        assertThat(found(again, FindingCode.SEEDED_ROWS_DIFFER)).isEmpty();
        assertThat(found(again, FindingCode.SEEDED_ROWS_KEPT))
                .containsExactlyInAnyOrder(
                        "role: 4 rows, equal on both sides",
                        "setting: 3 rows, equal on both sides",
                        "member: 2 rows, equal on both sides");
    }

    @Test
    void loadsOverRowsWithTheSamePrimaryKey() throws Exception {
        database.execute(SEEDED);

        RunReport report = migrate(ExistingRows.UPSERT, false);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT id, name, parent_id, extra, since FROM role ORDER BY 1"))
                .containsExactly(
                        "1|admin|null|{\"a\": 1}|2020-01-01",
                        "2|editor|4|null|2020-01-01",
                        "3|mine|1|null|2024-01-01",
                        "4|chief|null|null|2024-01-01",
                        "50|own|2|null|2020-01-01");
        assertThat(database.value("SELECT value FROM setting WHERE name = 'theme'"))
                .isEqualTo("dark");
        assertThat(report.tables()).extracting("differingRows").containsOnly(0L);
        assertThat(report.tables()).extracting("rowsKept").containsOnly(0L);
        assertThat(found(report, FindingCode.ROWS_ONLY_IN_TARGET))
                .containsExactlyInAnyOrder("role: 1 row", "setting: 1 row");
        assertThat(database.value("INSERT INTO role (name) VALUES ('next') RETURNING id"))
                .isEqualTo("51");
    }

    @Test
    void refusesToTakeAUniqueKeyFromAnotherRow() throws Exception {
        database.execute(SEEDED);
        Sqlite.run(file, "UPDATE role SET name = 'own' WHERE id = 4");

        MigrationException refusal = refusal(ExistingRows.UPSERT, false);

        assertThat(refusal.reason()).isEqualTo(Cause.DATA);
        assertThat(refusal.line()).contains("table role: role_name_key: 1 row, key 4 has what key 50 has there");
        assertThat(database.value("SELECT name FROM role WHERE id = 2")).isEqualTo("seeded");
        assertThat(database.value("SELECT count(*) FROM member")).isEqualTo("0");
    }

    @Test
    void loadsOverTablesThatAreAllKey() throws Exception {
        database.execute(
                "CREATE TABLE pair (a integer, b integer, PRIMARY KEY (a, b))",
                "INSERT INTO pair VALUES (1, 1), (9, 9)");
        Sqlite.run(
                file,
                "CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)); INSERT INTO pair VALUES (1, 1), (1, 2)");

        RunReport report = migrate(ExistingRows.UPSERT, false);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT a, b FROM pair ORDER BY 1, 2")).containsExactly("1|1", "1|2", "9|9");
    }

    @Test
    void refusesTablesWithoutAPrimaryKeyThatHoldRows() throws Exception {
        database.execute("CREATE TABLE note (text text UNIQUE)", "CREATE TABLE entry (text text)");
        Sqlite.run(
                file,
                "CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('a'); CREATE TABLE entry (text TEXT);"
                        + "INSERT INTO entry VALUES ('b')");
        assertThat(migrate(ExistingRows.SKIP, false).saysNo())
                .as("empty tables take rows")
                .isFalse();

        for (ExistingRows rows : List.of(ExistingRows.SKIP, ExistingRows.UPSERT)) {
            MigrationException refusal = refusal(rows, false);
            assertThat(refusal.reason()).isEqualTo(Cause.INPUT);
            assertThat(refusal.line())
                    .contains("no primary key", "note", "entry")
                    .doesNotContain("member");
        }
        assertThat(refusal(ExistingRows.REFUSE, false).line())
                .contains("table entry: 1 row there, no key to compare them by")
                .contains("table note: 1 row there, of the source's keys 1 by note_text_key are");
    }

    @Test
    void refusesToLoadOverRowsByADeferrableKey() throws Exception {
        database.execute(
                "CREATE TABLE late (id integer PRIMARY KEY DEFERRABLE, text text)",
                "INSERT INTO late VALUES (1, 'own')");
        Sqlite.run(
                file,
                "CREATE TABLE late (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO late VALUES (1, 'a'), (2, 'b')");

        assertThat(refusal(ExistingRows.UPSERT, false).line()).contains("DEFERRABLE", "late");
        assertThat(migrate(ExistingRows.SKIP, false).saysNo()).isFalse();
        assertThat(database.rows("SELECT * FROM late ORDER BY 1")).containsExactly("1|own", "2|b");
    }

    @Test
    void changesNothingWhenTheConnectionIsLost() throws Exception {
        database.execute(SEEDED);
        for (ExistingRows rows : List.of(ExistingRows.TRUNCATE, ExistingRows.SKIP, ExistingRows.UPSERT)) {
            InPhase termination = InPhase.of(
                    Phase.COPY,
                    () -> assertThat(database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                            .containsOnly("t"));

            MigrationException failure =
                    catchThrowableOfType(MigrationException.class, () -> migrate(rows, false, termination));

            assertThat(failure.reason()).as(rows.name()).isEqualTo(Cause.ENVIRONMENT);
            assertThat(database.rows("SELECT id, name FROM role ORDER BY 1"))
                    .containsExactly("1|admin", "2|seeded", "50|own");
        }
    }

    @Test
    void findsAfterwardsWhatIsNotAsItWasLoaded() throws Exception {
        database.execute(SEEDED);
        migrate(ExistingRows.UPSERT, false);
        assertThat(verify(ExistingRows.UPSERT).saysNo()).isFalse();
        database.execute("UPDATE role SET name = 'changed' WHERE id = 50");
        assertThat(verify(ExistingRows.UPSERT).saysNo()).as("not SQLite's").isFalse();
        assertThat(verify(ExistingRows.REFUSE).saysNo()).as("others are there").isTrue();

        database.execute("UPDATE role SET name = 'lost' WHERE id = 3", "DELETE FROM setting WHERE scope = 'mail'");

        RunReport report = verify(ExistingRows.UPSERT);
        assertThat(report.saysNo()).isTrue();
        assertThat(found(report, FindingCode.ROWS_DIFFER)).hasSize(2).allMatch(line -> line.contains("1 row differs"));
    }

    @Test
    void findsWhatATriggerChangesOnTheWay() throws Exception {
        database.execute(SEEDED);
        database.execute(
                "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN NEW.name = upper(NEW.name); RETURN NEW; END'",
                "CREATE TRIGGER shouts BEFORE INSERT ON role FOR EACH ROW EXECUTE FUNCTION shout()");

        RunReport skipped = migrate(ExistingRows.SKIP, false);

        assertThat(skipped.saysNo()).isTrue();
        assertThat(found(skipped, FindingCode.ROWS_DIFFER).get(0)).startsWith("role: 2 rows differ");
    }

    @Test
    void showsNoValuesWhereTheyAreToStayHidden() throws Exception {
        database.execute(SEEDED);
        Sqlite.run(file, "UPDATE role SET name = 'own' WHERE id = 4");

        MigrateOptions hidden = new MigrateOptions("public", true, false, true, null, true)
                .withExistingRows(ExistingRows.UPSERT, false);
        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> tables.migrate(hidden, RunListener.NONE));

        assertThat(refusal.line()).contains("role_name_key: 1 row").doesNotContain("50");
    }

    @Test
    void saysThatLaterItCannotTellWhatWasKept() throws Exception {
        database.execute(SEEDED);
        assertThat(migrate(ExistingRows.SKIP, false).saysNo()).isFalse();

        RunReport report = verify(ExistingRows.SKIP);

        assertThat(report.saysNo()).isTrue();
        assertThat(found(report, FindingCode.SEEDED_OR_CHANGED)).containsExactlyInAnyOrder("role: ", "setting: ");
    }

    private RunReport migrate(ExistingRows rows, boolean cascade) {
        return migrate(rows, cascade, RunListener.NONE);
    }

    private RunReport migrate(ExistingRows rows, boolean cascade, RunListener listener) {
        return tables.migrate(options(rows, cascade), listener);
    }

    private MigrationException refusal(ExistingRows rows, boolean cascade) {
        return catchThrowableOfType(MigrationException.class, () -> migrate(rows, cascade));
    }

    private RunReport verify(ExistingRows rows) {
        return tables.verify(options(rows, false));
    }

    private static MigrateOptions options(ExistingRows rows, boolean cascade) {
        return ExistingTables.options(false).withExistingRows(rows, cascade);
    }

    private static List<String> found(RunReport report, FindingCode code) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(finding -> finding.object() + ": " + finding.detail())
                .toList();
    }
}
