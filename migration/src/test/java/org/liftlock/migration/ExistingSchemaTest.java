package org.liftlock.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.RunListener.Phase;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.testing.ExistingTables;
import org.liftlock.migration.testing.InPhase;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Rows go into the tables that the application's own migrations have made. */
class ExistingSchemaTest {

    private static final String SOURCE = """
            CREATE TABLE purchase (id TEXT PRIMARY KEY, customer_id INTEGER REFERENCES customer (id), paid BOOLEAN,
                                   placed_at TEXT, note TEXT, document TEXT);
            CREATE TABLE customer (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, referred_by INTEGER REFERENCES customer (id));
            CREATE TABLE flyway_schema_history (installed_rank INTEGER PRIMARY KEY, checksum INTEGER);
            CREATE VIRTUAL TABLE found USING fts5 (name);
            INSERT INTO customer VALUES (7, 'Ada', 9), (9, 'Grace', NULL);
            INSERT INTO purchase VALUES
              ('018F0C2E-8F2B-7C3A-9B1D-3E2F4A5B6C7D', 7, 1, '2024-02-29T23:59:59.123456Z', 'Grüße', '{"b": 1, "a": [2]}'),
              ('018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c7e', 9, 0, NULL, '', NULL);
            INSERT INTO flyway_schema_history VALUES (1, 42)""";

    private static final String[] TARGET = {
        "CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(20) NOT NULL,"
                + " referred_by bigint REFERENCES customer, since date NOT NULL DEFAULT current_date)",
        "CREATE TABLE purchase (document jsonb, id uuid PRIMARY KEY, customer_id integer NOT NULL REFERENCES customer,"
                + " paid boolean NOT NULL, placed_at timestamptz, note text,"
                + " words tsvector GENERATED ALWAYS AS (to_tsvector('simple', note)) STORED)",
        "CREATE INDEX by_words ON purchase USING gin (words)",
        "CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, checksum integer)",
        "INSERT INTO flyway_schema_history VALUES (1, 4711)"
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
    void takesRowsInTheTypesThatTheTablesHave() throws Exception {
        RunReport report = migrate(false, RunListener.NONE);

        assertThat(report.saysNo()).isFalse();
        assertThat(database.rows("SELECT id, customer_id, paid, placed_at, note, document FROM purchase ORDER BY 1"))
                .containsExactly(
                        "018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c7d|7|t|2024-02-29 23:59:59.123456+00|Grüße|{\"a\": [2], \"b\": 1}",
                        "018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c7e|9|f|null||null");
        assertThat(database.value("SELECT id FROM purchase WHERE words @@ to_tsquery('simple', 'grüße')"))
                .endsWith("7d");
        assertThat(report.tables()).extracting("differingRows").containsOnly(0L);
    }

    @Test
    void givesTheNextIdAfterTheHighest() throws Exception {
        migrate(false, RunListener.NONE);

        database.execute("INSERT INTO customer (name) VALUES ('Barbara')");

        assertThat(database.value("SELECT max(id) FROM customer")).isEqualTo("10");
    }

    @Test
    void leavesTheHistoryOfTheTargetsOwnMigrations() throws Exception {
        RunReport report = migrate(false, RunListener.NONE);

        assertThat(database.rows("SELECT checksum FROM flyway_schema_history")).containsExactly("4711");
        assertThat(report.findings()).extracting(Finding::code).contains(FindingCode.HISTORY_KEPT);
    }

    @Test
    void leavesEverythingAsItWasWhenARowIsRefused() throws Exception {
        database.execute("ALTER TABLE purchase ADD CHECK (note <> '')");

        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> migrate(false, RunListener.NONE));

        assertThat(refusal.reason()).isEqualTo(Cause.DATA);
        assertThat(refusal.line()).contains("purchase").doesNotContain("\n");
        assertThat(database.value("SELECT count(*) FROM customer")).isEqualTo("0");
    }

    @Test
    void refusesBeforehandRowsThatWouldMeetInAKey() throws Exception {
        Sqlite.run(
                file,
                "INSERT INTO purchase VALUES ('018F0C2E-8F2B-7C3A-9B1D-3E2F4A5B6C7E', 7, 1, NULL, 'twice', NULL)",
                "INSERT INTO customer VALUES (11, 'Ada', NULL)");
        database.execute("CREATE UNIQUE INDEX one_name ON customer (name)");

        RunReport report = migrate(false, RunListener.NONE);

        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == FindingCode.EXISTING_KEYS_COLLIDE)
                .extracting(Finding::line)
                .containsExactlyInAnyOrder(
                        "purchase: rows would be equal in a unique key of the existing table, which refuses them: unique (id):"
                                + " 1 row: rowid 3 meets rowid 2",
                        "customer: rows would be equal in a unique key of the existing table, which refuses them: unique"
                                + " (name): 1 row: rowid 11 meets rowid 7");
        assertThat(database.value("SELECT count(*) FROM customer")).isEqualTo("0");
    }

    @Test
    void leavesEverythingAsItWasWhenTheConnectionIsLost() throws Exception {
        InPhase termination = InPhase.of(
                Phase.COPY,
                () -> assertThat(database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                        .containsOnly("t"));

        MigrationException failure = catchThrowableOfType(MigrationException.class, () -> migrate(false, termination));

        assertThat(failure.reason()).isEqualTo(Cause.ENVIRONMENT);
        assertThat(database.value("SELECT count(*) FROM customer")).isEqualTo("0");
        assertThat(migrate(false, RunListener.NONE).saysNo()).isFalse();
    }

    @Test
    void saysThatTheRowsAreThereWhenTheConnectionIsLostWhileComparing() throws Exception {
        InPhase termination = InPhase.of(
                Phase.VERIFY,
                () -> database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));

        MigrationException failure = catchThrowableOfType(MigrationException.class, () -> migrate(false, termination));

        assertThat(failure.line())
                .contains("The rows are in PostgreSQL", "liftlock verify compares them")
                .doesNotContain("--resume");
    }

    @Test
    void removesRowsOnTheUsersWordAlone() throws Exception {
        database.execute("INSERT INTO customer (name) VALUES ('seeded')");

        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> migrate(false, RunListener.NONE));
        assertThat(refusal.line()).contains("hold rows already", "customer", "--replace");

        assertThat(migrate(true, RunListener.NONE).saysNo()).isFalse();
        assertThat(database.rows("SELECT name FROM customer ORDER BY 1")).containsExactly("Ada", "Grace");
    }

    @Test
    void namesBeforehandWhatTheTablesCannotTake() throws Exception {
        database.execute(
                "ALTER TABLE purchase ALTER COLUMN id TYPE text, ALTER COLUMN placed_at TYPE date USING NULL,"
                        + " ADD COLUMN till integer NOT NULL, DROP COLUMN note CASCADE",
                "ALTER TABLE customer ALTER COLUMN name TYPE varchar(3)");

        RunReport report = migrate(false, RunListener.NONE);

        assertThat(report.target()).as("nothing was touched").isNull();
        assertThat(blockers(report))
                .containsExactlyInAnyOrder(
                        "customer.name value-does-not-fit",
                        "purchase.placed_at value-does-not-fit",
                        "purchase.note not-in-target",
                        "purchase.till needs-a-value");
    }

    @Test
    void namesTypesThatItCannotFillAndOrphans() throws Exception {
        Sqlite.run(
                file, "INSERT INTO purchase VALUES ('018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c7f', 1, 0, NULL, NULL, NULL)");
        database.execute("ALTER TABLE purchase DROP COLUMN note CASCADE, ADD COLUMN note inet");

        assertThat(blockers(migrate(false, RunListener.NONE)))
                .containsExactlyInAnyOrder("purchase.note type-not-known", "purchase.customer_id orphans-refused");
    }

    @Test
    void refusesKeysInACircleThatIsCheckedAtOnce() throws Exception {
        database.execute(
                "CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint)",
                "CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES a)",
                "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b");
        Sqlite.run(
                file,
                "CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER); CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER);"
                        + "INSERT INTO a VALUES (1, 2); INSERT INTO b VALUES (2, 1)");

        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> migrate(false, RunListener.NONE));
        assertThat(refusal.line()).contains("circle", "a, b", "DEFERRABLE");

        database.execute(
                "ALTER TABLE a DROP CONSTRAINT a_b",
                "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b DEFERRABLE");
        assertThat(migrate(false, RunListener.NONE).saysNo()).isFalse();
    }

    @Test
    void findsWhatChangedAfterwards() throws Exception {
        migrate(false, RunListener.NONE);
        database.execute("UPDATE purchase SET id = '018f0c2e-8f2b-7c3a-9b1d-3e2f4a5b6c80' WHERE NOT paid");

        RunReport report = tables.verify(ExistingTables.options(false));

        assertThat(report.saysNo()).isTrue();
        assertThat(report.findings()).extracting(Finding::code).contains(FindingCode.ROWS_DIFFER);
    }

    @Test
    void doesNotCallEqualWhatItHasNotCompared() throws Exception {
        migrate(false, RunListener.NONE);
        database.execute("DROP TABLE purchase");

        RunReport report = tables.verify(ExistingTables.options(false));

        assertThat(report.saysNo()).isTrue();
        assertThat(blockers(report)).containsExactly("purchase. not-in-target");
    }

    private RunReport migrate(boolean replace, RunListener listener) {
        return tables.migrate(ExistingTables.options(replace), listener);
    }

    private static List<String> blockers(RunReport report) {
        return report.findings().stream()
                .filter(finding -> finding.weight() == Weight.BLOCKER)
                .map(finding -> finding.object() + "." + finding.column() + " "
                        + finding.code().code())
                .toList();
    }
}
