package org.liftlock.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestPostgres;

/** What values offer, and what comes of taking it, in PostgreSQL. */
class ChoiceTest {

    @TempDir
    Path folder;

    private Path file(String... statements) throws SQLException {
        return Sqlite.run(folder.resolve("choice.sqlite"), statements);
    }

    private static PlanOptions choosing(String... choices) {
        return PlanOptions.defaults().withChoices(List.of(choices));
    }

    private static PreparedMigration prepare(Path file, PlanOptions options) {
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            return Migration.prepare(source, options, null, RunListener.NONE);
        }
    }

    private static Carried carried(Path file, PlanOptions options) throws SQLException {
        return Carried.into(TestPostgres.freshDatabase(), file, options, MigrateOptions.defaults());
    }

    private static List<String> offered(PreparedMigration prepared, String where) {
        return prepared.choices().stream()
                .filter(choice -> choice.where().equals(where))
                .flatMap(choice -> choice.options().stream())
                .map(option -> option.rank() + " " + option.word() + (option.isApplicable() ? "" : " no"))
                .toList();
    }

    private static ChoiceOption option(PreparedMigration prepared, String where, String word) {
        return prepared.choices().stream()
                .filter(choice -> choice.where().equals(where))
                .findFirst()
                .flatMap(choice -> choice.option(word))
                .orElseThrow();
    }

    @Test
    void readsMixedEpochsOnTheUsersWord() throws SQLException {
        Path file = file(Sqlite.failureCase("b01"));
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());

        assertThat(offered(byDefault, "b01.updated_at"))
                .containsExactly(
                        "1 unix-seconds-empty-null",
                        "2 apple-seconds-empty-null",
                        "3 unix-seconds no",
                        "4 apple-seconds no");
        ChoiceOption option = option(byDefault, "b01.updated_at", "unix-seconds-empty-null");
        assertThat(option.yaml()).containsExactly("type: timestamptz", "reading: unix-seconds", "nullWords: [\"\"]");
        assertThat(option.option()).isEqualTo("--choose b01.updated_at=unix-seconds-empty-null");
        assertThat(option.evidence())
                .isEqualTo("1 of 1 numbers between 2021-07-26 and 2021-07-26; text with zone in 1 row (rowid 2),"
                        + " empty in 1 row (rowid 3)");
        assertThat(option(byDefault, "b01.updated_at", "unix-seconds").misfits().words())
                .isEqualTo("1 row (rowid 3)");

        try (Carried b01 = carried(file, choosing("b01.updated_at=unix-seconds-empty-null"))) {
            assertThat(b01.report().saysNo()).isFalse();
            assertThat(b01.everyRowProved()).isTrue();
            assertThat(b01.database().rows("SELECT id, updated_at FROM b01 ORDER BY id"))
                    .containsExactly("1|2021-07-26 12:51:46+00", "2|2021-07-26 12:51:46.122+00", "3|null", "4|null");
            assertThat(b01.details(FindingCode.READ_AS_NULL, "b01.updated_at")).containsExactly("1 row (rowid 3)");
            assertThat(b01.where(FindingCode.CHOSEN)).containsExactly("b01.updated_at");
        }
    }

    @Test
    void offersUnitsThatDoNotMixAsWhatTheyAre() throws SQLException {
        Path file = file(Sqlite.failureCase("b01"));
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());

        assertThat(offered(byDefault, "b01.created_at"))
                .contains("1 unix-milliseconds no", "2 unix-milliseconds-zero-null no");
        ChoiceOption option = option(byDefault, "b01.created_at", "unix-milliseconds");
        assertThat(option.misfits().words()).isEqualTo("1 row (rowid 3)");
        assertThat(option.what()).contains("0 becomes 1970-01-01 in 1 row (rowid 4)");

        PreparedMigration refused = prepare(file, choosing("b01.created_at=unix-milliseconds"));
        assertThat(refused.isBlocked()).isTrue();
        assertThat(refused.findings())
                .filteredOn(finding -> finding.code() == FindingCode.CHOICE_NOT_APPLICABLE)
                .extracting(finding -> finding.where() + ": " + finding.detail())
                .containsExactly("b01.created_at: unix-milliseconds has no place for 1 row (rowid 3)");
    }

    @Test
    void readsMillisecondsBesideTextsAsUtc() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, created_at DATETIME NOT NULL)",
                "INSERT INTO t VALUES (1, 1627303906122), (2, '2021-07-26 12:51:46'), (3, ''), (4, 0),"
                        + " (5, '2021-07-26T14:51:46.122+02:00')");
        try (Carried t = carried(file, choosing("t.created_at=unix-milliseconds-empty-and-zero-null"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().columns("t"))
                    .containsExactly("id bigint not null identity", "created_at timestamp with time zone");
            assertThat(t.database().rows("SELECT * FROM t ORDER BY id"))
                    .containsExactly(
                            "1|2021-07-26 12:51:46.122+00",
                            "2|2021-07-26 12:51:46+00",
                            "3|null",
                            "4|null",
                            "5|2021-07-26 12:51:46.122+00");
            assertThat(t.details(FindingCode.READ_AS_NULL, "t.created_at"))
                    .containsExactly("2 rows (rowid 3, rowid 4)");
        }
    }

    @Test
    void readsEpochsOfIntegersByNameOnlyWhenNamed() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, created_at INTEGER, duration_time INTEGER)",
                "INSERT INTO t VALUES (1, 1627303906, 180), (2, 1727303906, 95)",
                "CREATE VIEW v AS SELECT id, created_at FROM t",
                "CREATE VIEW w AS SELECT id FROM t WHERE created_at > 1700000000");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "t.created_at")).containsExactly("2 unix-seconds", "3 apple-seconds");
        assertThat(offered(byDefault, "t.duration_time")).contains("1 integer");
        assertThat(option(byDefault, "t.created_at", "unix-seconds").evidence())
                .isEqualTo("2 of 2 numbers between 2021-07-26 and 2024-09-25; nothing but its name says that it holds"
                        + " times");
        assertThat(refusal(file, "unix-seconds"))
                .contains("suits no column best", "--choose t.created_at=unix-seconds");

        try (Carried t = carried(file, choosing("t.created_at=unix-seconds"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().rows("SELECT * FROM v ORDER BY id"))
                    .containsExactly("1|2021-07-26 12:51:46+00", "2|2024-09-25 22:38:26+00");
            assertThat(t.where(FindingCode.VIEW_NOT_TRANSLATED)).containsExactly("w");
        }
    }

    @Test
    void makesUuidsOfAWholeForeignKeyGroup() throws SQLException {
        Path file = file(
                "CREATE TABLE users(id TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))), name TEXT)",
                "CREATE TABLE posts(id INTEGER PRIMARY KEY, author VARCHAR(36) REFERENCES users(id), raw BLOB)",
                "INSERT INTO users VALUES ('0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f', 'a'),"
                        + " ('1b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f', 'b')",
                "INSERT INTO posts VALUES (1, '0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f',"
                        + " x'0b5e9ee15b1a4c3e8f0e7a1f0c2d3e4f'), (2, NULL, NULL)",
                "CREATE VIEW v AS SELECT p.id, u.name FROM posts p JOIN users u ON u.id = p.author");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(option(byDefault, "posts.author", "uuid").together()).containsExactly("users.id");
        assertThat(byDefault
                        .plan()
                        .table("posts")
                        .orElseThrow()
                        .columns()
                        .get(1)
                        .type()
                        .sql())
                .isEqualTo("text");

        try (Carried t = carried(file, choosing("uuid"))) {
            assertThat(t.findings()).noneMatch(finding -> finding.startsWith("view-not-translated"));
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().columns("users")).containsExactly("id uuid not null", "name text");
            assertThat(t.database().columns("posts"))
                    .containsExactly("id bigint not null identity", "author uuid", "raw uuid");
            assertThat(t.database().constraints("posts")).anyMatch(key -> key.contains("FOREIGN KEY (author)"));
            assertThat(t.database().rows("SELECT * FROM posts WHERE author IS NOT NULL"))
                    .containsExactly("1|0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f|0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f");
            assertThat(t.database().value("SELECT count(*) FROM v")).isEqualTo("1");
            assertThat(t.database().value("INSERT INTO users(name) VALUES ('c') RETURNING length(id::text)"))
                    .isEqualTo("36");
        }
    }

    @Test
    void readsUuidsWithoutHyphensAndInUpperCase() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, plain TEXT, upper TEXT, mixed TEXT, key TEXT UNIQUE, none TEXT)",
                "INSERT INTO t VALUES (1, '0b5e9ee15b1a4c3e8f0e7a1f0c2d3e4f', 'FB5E9EE1-5B1A-4C3E-8F0E-7A1F0C2D3E4F',"
                        + " 'FB5E9EE1-5B1A-4C3E-8F0E-7A1F0C2D3E4F', 'FB5E9EE1-5B1A-4C3E-8F0E-7A1F0C2D3E4F', ''),"
                        + " (2, 'ffffffffffffffffffffffffffffffff', NULL, 'fb5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f',"
                        + " 'fb5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f', '0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f')");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "t.key"))
                .as("two spellings of one UUID in a key")
                .isEmpty();
        assertThat(offered(byDefault, "t.none")).containsExactly("1 uuid-empty-null", "2 uuid no");

        try (Carried t = carried(file, choosing("uuid", "t.none=uuid-empty-null"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().rows("SELECT plain, upper, mixed, none FROM t ORDER BY id"))
                    .containsExactly(
                            "0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f|fb5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f"
                                    + "|fb5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f|null",
                            "ffffffff-ffff-ffff-ffff-ffffffffffff|null|fb5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f"
                                    + "|0b5e9ee1-5b1a-4c3e-8f0e-7a1f0c2d3e4f");
        }
    }

    @Test
    void makesBooleansOfOddForms() throws SQLException {
        Path file = file(Sqlite.failureCase("b05"));
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "b05.is_admin"))
                .containsExactly("1 boolean-nonzero", "2 integer", "3 smallint", "4 boolean no");
        assertThat(option(byDefault, "b05.is_admin", "boolean").misfits().words())
                .isEqualTo("1 row (rowid 3)");
        assertThat(offered(byDefault, "b05.legacy"))
                .containsExactly("1 boolean-empty-null", "2 boolean-empty-false", "3 boolean no");
        assertThat(option(byDefault, "b05.legacy", "boolean-empty-null").yaml())
                .containsExactly("type: boolean", "trueWords: [\"t\"]", "falseWords: [\"f\"]", "nullWords: [\"\"]");

        try (Carried b05 = carried(file, choosing("b05.is_admin=boolean-nonzero", "b05.legacy=boolean-empty-null"))) {
            assertThat(b05.report().saysNo()).isFalse();
            assertThat(b05.everyRowProved()).isTrue();
            assertThat(b05.database().rows("SELECT id, is_admin, active, legacy FROM b05 ORDER BY id"))
                    .containsExactly("1|t|f|t", "2|null|t|f", "3|t|t|null");
            assertThat(b05.details(FindingCode.READ_AS_NULL, "b05.legacy")).containsExactly("1 row (rowid 3)");
            assertThat(b05.database().rows("INSERT INTO b05 (id) VALUES (4) RETURNING is_admin, active, legacy"))
                    .containsExactly("f|t|f");
            assertThat(b05.database().constraints("b05"))
                    .contains("b05_check CHECK ((active = ANY (ARRAY[false, true])))");
        }
    }

    @Test
    void takesZeroAndOneAsBooleanOnlyColumnByColumn() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, flag TINYINT(1) DEFAULT 0 CHECK (flag IN (0, 1)), retries INTEGER,"
                        + " word TEXT, sign INT)",
                "INSERT INTO t VALUES (1, 0, 1, 'yes', -1), (2, 1, 0, 'NO', 0)",
                "CREATE VIEW v AS SELECT id FROM t WHERE flag = 1",
                "CREATE VIEW w AS SELECT id FROM t WHERE word = 'yes'");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "t.flag")).startsWith("1 boolean");
        assertThat(offered(byDefault, "t.retries")).containsExactly("1 integer", "2 smallint", "3 boolean");
        assertThat(offered(byDefault, "t.word")).startsWith("1 boolean");

        try (Carried t = carried(file, choosing("boolean", "t.sign=boolean"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().columns("t"))
                    .containsExactly(
                            "id bigint not null identity",
                            "flag boolean",
                            "retries bigint",
                            "word boolean",
                            "sign boolean");
            assertThat(t.database().rows("SELECT flag, word, sign FROM t ORDER BY id"))
                    .containsExactly("f|t|t", "t|f|f");
            assertThat(t.database().constraints("t")).anyMatch(check -> check.contains("false, true"));
            assertThat(t.database().value("INSERT INTO t(id) VALUES (9) RETURNING flag"))
                    .isEqualTo("f");
            assertThat(t.database().value("SELECT id FROM v")).isEqualTo("2");
            assertThat(t.where(FindingCode.VIEW_NOT_TRANSLATED)).containsExactly("w");
        }
    }

    @Test
    void narrowsIntegersWithTheirForeignKeys() throws SQLException {
        Path file = file(
                "CREATE TABLE p(id INTEGER PRIMARY KEY AUTOINCREMENT, level SMALLINT, big BIGINT, wide INTEGER)",
                "CREATE TABLE c(id INTEGER PRIMARY KEY, parent INTEGER REFERENCES p(id))",
                "INSERT INTO p VALUES (1, 7, 5, 3000000000), (2147483645, -7, 5, 0)",
                "INSERT INTO c VALUES (1, 2147483645), (2, NULL)");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "p.id")).containsExactly("1 integer");
        assertThat(offered(byDefault, "p.level")).containsExactly("1 smallint", "2 integer");
        assertThat(offered(byDefault, "p.big")).containsExactly("2 integer");
        assertThat(offered(byDefault, "p.wide")).isEmpty();
        assertThat(option(byDefault, "c.parent", "integer").together()).containsExactly("p.id");

        try (Carried t = carried(file, choosing("integer", "smallint"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().columns("p"))
                    .containsExactly("id integer not null identity", "level smallint", "big bigint", "wide bigint");
            assertThat(t.database().columns("c")).containsExactly("id integer not null identity", "parent integer");
            assertThat(t.database().constraints("c")).anyMatch(key -> key.contains("FOREIGN KEY (parent)"));
            assertThat(t.database().value("INSERT INTO p(level) VALUES (1) RETURNING id"))
                    .isEqualTo("2147483646");
        }
    }

    @Test
    void leavesIdsWideThatHaveNoNextInteger() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "INSERT INTO t VALUES (2147483647)",
                "DELETE FROM t",
                "INSERT INTO t VALUES (1)");
        assertThat(offered(prepare(file, PlanOptions.defaults()), "t.id")).isEmpty();
    }

    @Test
    void checksFewTexts() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, state TEXT, note TEXT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
                        + " INSERT INTO t SELECT i, CASE i % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'it''s done' END,"
                        + " 'note ' || i FROM n");
        PreparedMigration byDefault = prepare(file, PlanOptions.defaults());
        assertThat(offered(byDefault, "t.note")).isEmpty();
        assertThat(offered(byDefault, "t.state")).isEmpty();
        Sqlite.run(file, "UPDATE t SET state = 'open' WHERE state IS NULL");
        ChoiceOption option = option(prepare(file, PlanOptions.defaults()), "t.state", "check");
        assertThat(option.evidence()).isEqualTo("'it's done' in 20, 'open' in 40");
        assertThat(option.yaml())
                .containsExactly(
                        "checks:",
                        "  - name: \"t_state_check\"",
                        "    sql: '\"state\" IN (''it''''s done'', ''open'')'");

        try (Carried t = carried(file, choosing("t.state=check"))) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().constraints("t")).anyMatch(check -> check.startsWith("t_state_check CHECK"));
        }
    }

    @Test
    void namesTimesThatAZoneSkipsOrRepeats() throws SQLException {
        Path file = file(
                "CREATE TABLE t(id INTEGER PRIMARY KEY, at TIMESTAMP)",
                "INSERT INTO t VALUES (1, '2024-03-31 02:30:00'), (2, '2024-10-27 02:30:00'), (3, '2024-07-01 00:00:00')");
        assertThat(offered(prepare(file, PlanOptions.defaults()), "t.at")).containsExactly("1 timestamptz-utc");
        PlanOptions vienna = new PlanOptions(NameStyle.FOLD, ZoneId.of("Europe/Vienna"), false, false);
        try (Carried t = carried(file, vienna)) {
            assertThat(t.report().saysNo()).isFalse();
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().rows("SELECT * FROM t ORDER BY id"))
                    .containsExactly(
                            "1|2024-03-31 01:30:00+00", "2|2024-10-27 00:30:00+00", "3|2024-06-30 22:00:00+00");
            assertThat(t.findings())
                    .contains(
                            "times-in-gap t.at: Europe/Vienna: 1 row (rowid 1)",
                            "times-in-overlap t.at: Europe/Vienna: 1 row (rowid 2)");
        }
        try (Carried t = carried(file, choosing("timestamptz-utc"))) {
            assertThat(t.everyRowProved()).isTrue();
            assertThat(t.database().value("SELECT at FROM t WHERE id = 1")).isEqualTo("2024-03-31 02:30:00+00");
            assertThat(t.where(FindingCode.TIMES_IN_GAP)).isEmpty();
        }
    }

    @Test
    void namesWhatIsNotKnown() throws SQLException {
        Path file =
                file("CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT)", "INSERT INTO people VALUES (1, 'a')");
        assertThat(refusal(file, "people.nam=uuid"))
                .contains("people.nam", "Nearest: people.name")
                .doesNotContain("\n");
        assertThat(refusal(file, "people.id=uuid")).contains("Choose one of integer");
        assertThat(refusal(file, "people.name=uuid")).contains("Its values offer nothing");
        assertThat(refusal(file, "integr")).contains("Nearest: integer");
        assertThat(refusal(file, "people.id=integer", "PEOPLE.ID=smallint")).contains("smallint");
        assertThat(refusal(file, "name=uuid")).contains("Nearest: people.name");
    }

    private static String refusal(Path file, String... choices) {
        return Objects.requireNonNull(
                        catchThrowableOfType(MigrationException.class, () -> prepare(file, choosing(choices))))
                .line();
    }

    @Test
    void writesChoicesAsOrdinaryKeysThatCanBeReadBack() throws Exception {
        Path file = file(Sqlite.failureCase("b05"), Sqlite.failureCase("b01"));
        PlanOptions options = choosing(
                "b05.is_admin=boolean-nonzero",
                "b05.legacy=boolean-empty-null",
                "b01.updated_at=unix-seconds-empty-null",
                "b05.id=integer");
        Path yaml = folder.resolve("plan.yaml");
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration chosen = Migration.prepare(source, options, null, RunListener.NONE);
            Files.writeString(yaml, PlanFile.text(chosen.plan()));
            PreparedMigration readBack = Migration.prepare(source, PlanOptions.defaults(), yaml, RunListener.NONE);
            assertThat(PlanFile.text(readBack.plan())).isEqualTo(PlanFile.text(chosen.plan()));
            assertThat(readBack.isBlocked()).isFalse();
            assertThat(readBack.findings())
                    .filteredOn(finding -> finding.code() == FindingCode.READ_AS_NULL)
                    .extracting(finding -> finding.where())
                    .containsExactlyInAnyOrder("b01.updated_at", "b05.legacy");
            assertThat(offered(readBack, "b05.legacy")).as("settled").isEmpty();
            PreparedMigration more = Migration.prepare(source, choosing("b05.flag=boolean"), yaml, RunListener.NONE);
            assertThat(types(more, "b05")).containsExactly("integer", "boolean", "boolean", "boolean", "boolean");
        }
    }

    private static List<String> types(PreparedMigration prepared, String table) {
        return prepared.plan().table(table).orElseThrow().columns().stream()
                .map(column -> column.type().sql())
                .toList();
    }
}
