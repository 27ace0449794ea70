package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.plan.PlanFile;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Carried;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/** Triggers: the same statements in SQLite and, after the migration, in PostgreSQL leave the same rows. */
class TriggerCasesTest {

    private static final String TOUCHED = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);"
            + "CREATE TRIGGER touch AFTER UPDATE ON t BEGIN UPDATE t SET n = n + 1 WHERE id = new.id; END;"
            + "INSERT INTO t VALUES (1, 1);";

    @TempDir
    Path folder;

    /** A file and the database that it was carried into, which both take the same statements. */
    private record Pair(Path file, Carried carried) implements AutoCloseable {

        static Pair of(Path folder, String... scripts) throws SQLException {
            Path file = Sqlite.run(folder.resolve("triggers.sqlite"), scripts);
            return new Pair(file, Carried.into(TestPostgres.freshDatabase(), file));
        }

        void run(String... statements) throws SQLException {
            Sqlite.run(file, statements);
            for (String statement : statements) {
                carried.database().execute(statement);
            }
        }

        void same(String query) throws SQLException {
            assertThat(carried.database().rows(query)).as(query).isEqualTo(rows(query));
        }

        List<String> rows(String query) throws SQLException {
            List<String> rows = new ArrayList<>();
            try (Connection connection = Sqlite.connect(file);
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        values.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", values));
                }
            }
            return rows;
        }

        @Override
        public void close() throws SQLException {
            carried.close();
        }
    }

    @Test
    void touchesATimestampBeforeTheRowIsStored() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT, version INTEGER NOT NULL DEFAULT 0,"
                        + " updated_at TIMESTAMP);"
                        + "CREATE TRIGGER note_touch AFTER UPDATE OF body ON note WHEN old.body IS NOT new.body BEGIN"
                        + " UPDATE note SET updated_at = CURRENT_TIMESTAMP, version = version + 1 WHERE id = new.id;"
                        + " END;"
                        + "INSERT INTO note (id, body, updated_at) VALUES (1, 'a', '2020-01-01 00:00:00'),"
                        + " (2, 'b', '2020-01-01 00:00:00'), (3, NULL, '2020-01-01 00:00:00');")) {
            assertThat(pair.carried().where(FindingCode.TRIGGER_LEFT_OUT)).isEmpty();
            assertThat(pair.carried().everyRowProved()).isTrue();
            pair.run(
                    "UPDATE note SET body = 'a' WHERE id = 1",
                    "UPDATE note SET body = 'bb', version = 7 WHERE id = 2",
                    "UPDATE note SET body = 'c', updated_at = '1999-01-01 00:00:00' WHERE id = 3",
                    "INSERT INTO note (id, body, version) VALUES (4, 'd', 1)",
                    "INSERT INTO note (id, body) VALUES (4, 'x') ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                    "UPDATE note SET version = 20 WHERE id = 1",
                    "UPDATE note SET body = body || '!'",
                    "UPDATE note SET id = 11, body = 'moved' WHERE id = 1");
            pair.same("SELECT id, body, version FROM note ORDER BY id");
            assertThat(pair.rows("SELECT count(*) FROM note WHERE updated_at > datetime('now', '-1 day')"))
                    .containsExactly("4");
            assertThat(pair.carried()
                            .database()
                            .value("SELECT count(*) FROM note WHERE updated_at > (now() - interval '1 day')"
                                    + " AND updated_at = date_trunc('second', updated_at)"))
                    .isEqualTo("4");
        }
    }

    @Test
    void touchesByTheRowNumberOfATableWithoutOne() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT, changes INTEGER DEFAULT 0, made TEXT);"
                        + "CREATE TRIGGER made AFTER INSERT ON setting BEGIN UPDATE setting SET made = 'by ' || new.name"
                        + " WHERE rowid = new.rowid; END;"
                        + "CREATE TRIGGER changed AFTER UPDATE OF value ON setting BEGIN"
                        + " UPDATE setting SET changes = changes + 1 WHERE name = old.name; END;"
                        + "INSERT INTO setting (name, value) VALUES ('a', '1'), ('b', '2');")) {
            pair.run(
                    "UPDATE setting SET value = '3' WHERE name = 'a'",
                    "UPDATE setting SET value = '4', name = 'c' WHERE name = 'b'",
                    "INSERT INTO setting (name, value, made) VALUES ('d', NULL, 'explicit')");
            pair.same("SELECT name, value, changes, made FROM setting ORDER BY name");
        }
    }

    @Test
    void keepsACounter() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT, albums INTEGER NOT NULL DEFAULT 0,"
                        + " total NUMERIC, recounted INTEGER);"
                        + "CREATE TABLE album (id INTEGER PRIMARY KEY, artist_id INTEGER REFERENCES artist (id)"
                        + " ON DELETE CASCADE, price INTEGER);"
                        + "CREATE TRIGGER album_add AFTER INSERT ON album BEGIN"
                        + " UPDATE artist SET albums = albums + 1, total = coalesce(total, 0) + new.price"
                        + " WHERE id = new.artist_id; END;"
                        + "CREATE TRIGGER album_gone AFTER DELETE ON album BEGIN"
                        + " UPDATE artist SET albums = albums - 1 WHERE artist.id = old.artist_id; END;"
                        + "CREATE TRIGGER album_moved AFTER UPDATE OF artist_id ON album"
                        + " WHEN old.artist_id <> new.artist_id BEGIN"
                        + " UPDATE artist SET albums = albums - 1 WHERE id = old.artist_id;"
                        + " UPDATE artist SET albums = albums + 1 WHERE id = new.artist_id; END;"
                        + "CREATE TRIGGER recount AFTER INSERT ON album BEGIN UPDATE artist SET recounted ="
                        + " (SELECT count(*) FROM album WHERE artist_id = new.artist_id) WHERE id = new.artist_id; END;"
                        + "INSERT INTO artist (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three');"
                        + "INSERT INTO album VALUES (1, 1, 10), (2, 1, 5), (3, 2, 7), (4, NULL, 1);")) {
            assertThat(pair.carried().findings()).noneMatch(finding -> finding.startsWith("trigger-left-out"));
            pair.run(
                    "INSERT INTO album (id, artist_id, price) VALUES (10, 1, 3), (11, 2, NULL), (12, 1, 4), (13, NULL, 2)",
                    "UPDATE album SET artist_id = 3 WHERE artist_id = 1",
                    "UPDATE album SET artist_id = NULL WHERE id = 3",
                    "DELETE FROM album WHERE id IN (1, 4, 12)",
                    "INSERT INTO album (id, artist_id, price) VALUES (2, 2, 9)"
                            + " ON CONFLICT (id) DO UPDATE SET artist_id = excluded.artist_id",
                    "INSERT INTO album (id, artist_id, price) VALUES (2, 1, 9) ON CONFLICT (id) DO NOTHING");
            pair.same("SELECT id, name, albums, total, recounted FROM artist ORDER BY id");
            pair.same("SELECT id, artist_id, price FROM album ORDER BY id");
        }
    }

    @Test
    void writesAuditRows() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, credit REAL, \"Odd \"\"Name\" TEXT);"
                        + "CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, customer INTEGER, before TEXT,"
                        + " after TEXT, credit REAL, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);"
                        + "CREATE TRIGGER \"log; DROP TABLE log --\" AFTER INSERT ON customer BEGIN"
                        + " INSERT INTO log (what, customer, after, at) VALUES ('it''s \\ new', new.id,"
                        + " new.\"Odd \"\"Name\", datetime('now')); END;"
                        + "CREATE TRIGGER log_change AFTER UPDATE ON customer WHEN new.name IS NOT old.name BEGIN"
                        + " INSERT INTO log VALUES (NULL, CASE WHEN new.name IS NULL THEN 'cleared' ELSE 'renamed' END,"
                        + " old.id, old.name, new.name, new.credit, CURRENT_TIMESTAMP);"
                        + " INSERT INTO log (what, customer) SELECT 'rich', new.id WHERE new.credit > 100; END;"
                        + "CREATE TRIGGER log_gone BEFORE DELETE ON customer BEGIN"
                        + " INSERT INTO log (what, customer, before) VALUES ('gone', old.id, old.name), ('twice', old.id, ''); END;"
                        + "INSERT INTO customer VALUES (1, 'a', 1.5, NULL), (2, 'b', 200, 'x');")) {
            assertThat(pair.carried().where(FindingCode.TRIGGER_LEFT_OUT)).isEmpty();
            pair.run(
                    "INSERT INTO customer (id, name) VALUES (3, 'c')",
                    "UPDATE customer SET name = name || '2'",
                    "UPDATE customer SET name = NULL WHERE id = 3",
                    "UPDATE customer SET credit = 0",
                    "UPDATE customer SET id = 30 WHERE id = 3",
                    "DELETE FROM customer WHERE id > 1");
            pair.same("SELECT id, what, customer, before, after FROM log ORDER BY customer, id");
            pair.same("SELECT count(*), count(at) FROM log");
        }
    }

    @Test
    void letsOtherTriggersSeeTheSecondChange() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE doc (id INTEGER PRIMARY KEY, body TEXT, version INTEGER DEFAULT 0);"
                        + "CREATE TABLE history (id INTEGER PRIMARY KEY, doc INTEGER, old_version INTEGER, version INTEGER);"
                        + "CREATE TRIGGER touch AFTER UPDATE ON doc BEGIN"
                        + " UPDATE doc SET version = version + 1 WHERE id = new.id; END;"
                        + "CREATE TRIGGER audit AFTER UPDATE ON doc BEGIN"
                        + " INSERT INTO history (doc, old_version, version) VALUES (new.id, old.version, new.version); END;"
                        + "INSERT INTO doc (id, body) VALUES (1, 'a'), (2, 'b');")) {
            assertThat(pair.carried().where(FindingCode.TRIGGER_LEFT_OUT)).isEmpty();
            pair.run("UPDATE doc SET body = 'c'", "UPDATE doc SET body = 'd', version = 10 WHERE id = 2");
            pair.same("SELECT id, body, version FROM doc ORDER BY id");
            pair.same("SELECT doc, old_version, version FROM history ORDER BY doc, old_version, version");
        }
    }

    @Test
    void namesNoFunctionLikeOneOfPostgreSqlsOwn() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE score (id INTEGER PRIMARY KEY, n INTEGER, changes INTEGER DEFAULT 0);"
                        + "CREATE TRIGGER rank AFTER UPDATE OF n ON score BEGIN"
                        + " UPDATE score SET changes = changes + 1 WHERE id = new.id; END;"
                        + "INSERT INTO score (id, n) VALUES (1, 5);")) {
            assertThat(pair.carried().report().saysNo()).isFalse();
            assertThat(pair.carried().details(FindingCode.RENAMED, "rank")).containsExactly("rank_1");
            pair.run("UPDATE score SET n = 6");
            pair.same("SELECT id, n, changes FROM score");
        }
    }

    @Test
    void doesNotLetATriggerSetItselfOffThroughOthers() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE ping (id INTEGER PRIMARY KEY, n INTEGER);"
                        + "CREATE TABLE pong (id INTEGER PRIMARY KEY, n INTEGER);"
                        + "CREATE TRIGGER ping_pong AFTER UPDATE ON ping BEGIN UPDATE pong SET n = n + 1 WHERE id = new.id; END;"
                        + "CREATE TRIGGER pong_ping AFTER UPDATE ON pong BEGIN UPDATE ping SET n = n + 10 WHERE id = new.id; END;"
                        + "INSERT INTO ping VALUES (1, 0), (2, 0); INSERT INTO pong VALUES (1, 0), (2, 0);")) {
            assertThat(pair.carried().where(FindingCode.TRIGGER_LEFT_OUT)).isEmpty();
            pair.run("UPDATE ping SET n = n + 100", "UPDATE pong SET n = n + 1000 WHERE id = 2");
            pair.same("SELECT id, n FROM ping ORDER BY id");
            pair.same("SELECT id, n FROM pong ORDER BY id");
        }
    }

    @Test
    void guardsWithAnError() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE stock (id INTEGER PRIMARY KEY, n INTEGER, fixed BOOLEAN DEFAULT 0);"
                        + "CREATE TRIGGER stock_low BEFORE UPDATE OF n ON stock WHEN new.n < 0 BEGIN"
                        + " SELECT RAISE(ABORT, 'it''s sold out'); END;"
                        + "CREATE TRIGGER stock_fixed BEFORE DELETE ON stock BEGIN SELECT CASE WHEN old.fixed THEN"
                        + " RAISE(ABORT, 'fixed') WHEN old.n > 5 THEN RAISE(FAIL, 'not empty') END; END;"
                        + "CREATE TRIGGER stock_many BEFORE INSERT ON stock BEGIN SELECT RAISE(ABORT, 'too many')"
                        + " WHERE (SELECT count(*) FROM stock) >= 4; END;"
                        + "INSERT INTO stock VALUES (1, 5, 1), (2, 6, 0), (3, 0, 0);")) {
            assertThat(pair.carried().where(FindingCode.TRIGGER_LEFT_OUT)).isEmpty();
            pair.run("UPDATE stock SET n = n - 1 WHERE id = 1", "DELETE FROM stock WHERE id = 3");
            for (String refused : List.of(
                    "UPDATE stock SET n = -1",
                    "DELETE FROM stock WHERE id = 1",
                    "DELETE FROM stock WHERE id = 2",
                    "INSERT INTO stock (n) VALUES (1), (1), (1)")) {
                assertThatThrownBy(() -> Sqlite.run(pair.file(), refused)).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> pair.carried().database().execute(refused))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("23000"));
            }
            pair.same("SELECT id, n FROM stock ORDER BY id");
        }
    }

    @Test
    void namesWhatItLeavesOutWithItsSource() throws SQLException {
        try (Pair pair = Pair.of(
                folder,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT); CREATE VIEW v AS SELECT id, body FROM t;"
                        + "CREATE VIRTUAL TABLE t_fts USING fts5(body, content='t', content_rowid='id');"
                        + "CREATE TRIGGER t_ai AFTER INSERT ON t BEGIN"
                        + " INSERT INTO t_fts (rowid, body) VALUES (new.id, new.body); END;"
                        + "CREATE TRIGGER v_ii INSTEAD OF INSERT ON v BEGIN INSERT INTO t (body) VALUES (new.body); END;"
                        + "CREATE TRIGGER t_or AFTER UPDATE ON t BEGIN\n  INSERT OR REPLACE INTO t\n  VALUES (1, 'x'); END;"
                        + "CREATE TRIGGER t_fn AFTER UPDATE ON t BEGIN UPDATE t SET body = soundex(new.body)"
                        + " WHERE id = new.id; END;")) {
            Carried carried = pair.carried();
            assertThat(carried.where(FindingCode.TRIGGER_LEFT_OUT))
                    .containsExactlyInAnyOrder("t_ai", "v_ii", "t_or", "t_fn");
            assertThat(carried.details(FindingCode.TRIGGER_LEFT_OUT, "t_ai").get(0))
                    .startsWith(
                            "on t: it maintains t_fts, and is not needed with a GIN index; source: CREATE TRIGGER t_ai");
            assertThat(carried.details(FindingCode.TRIGGER_LEFT_OUT, "t_or").get(0))
                    .isEqualTo(
                            "on t: INSERT OR REPLACE (PostgreSQL has no such clause for every constraint); source:"
                                    + " CREATE TRIGGER t_or AFTER UPDATE ON t BEGIN INSERT OR REPLACE INTO t VALUES (1, 'x'); END");
            assertThat(carried.details(FindingCode.TRIGGER_LEFT_OUT, "v_ii").get(0))
                    .contains("INSTEAD OF");
            assertThat(carried.prepared().plan().triggers()).isEmpty();
        }
    }

    @Test
    void refusesAFunctionThatIsThereAndReplacesIt() throws SQLException {
        Path file = Sqlite.run(folder.resolve("taken.sqlite"), TOUCHED);
        try (TestDatabase database = TestPostgres.freshDatabase()) {
            database.execute("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
            assertThatThrownBy(() -> Carried.into(database, file))
                    .isInstanceOfSatisfying(
                            MigrationException.class,
                            e -> assertThat(e.line()).contains("functions of these names", "names: touch()"));
            assertThat(database.relations()).isEmpty();
            MigrateOptions replace = new MigrateOptions("public", false, true, true, null, false);
            for (int run = 0; run < 2; run++) {
                Carried carried = Carried.into(database, file, PlanOptions.defaults(), replace);
                assertThat(carried.report().saysNo()).isFalse();
            }
            assertThat(database.rows("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"))
                    .containsExactly("touch");
        }
    }

    @Test
    void namesATriggerThatIsMissingAfterwards() throws SQLException {
        try (Pair pair = Pair.of(folder, TOUCHED);
                SqliteSource source = SqliteSource.open(pair.file(), SourceOptions.defaults())) {
            pair.carried().database().execute("ALTER TABLE t DISABLE TRIGGER touch");
            RunReport report = Migration.verify(
                    source,
                    pair.carried().prepared(),
                    pair.carried().database().target(),
                    MigrateOptions.defaults(),
                    RunListener.NONE);
            assertThat(report.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.line()).contains("trigger touch, or it is disabled"));
        }
    }

    @Test
    void followsThePlanFile() throws SQLException, IOException {
        Path file = Sqlite.run(folder.resolve("planned.sqlite"), TOUCHED);
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            Migration.writePlan(source, prepared, folder.resolve("out"));
            Path planFile = folder.resolve("out/plan.yaml");
            assertThat(PlanFile.read(planFile).plan()).isEqualTo(prepared.plan());
            String yaml = Files.readString(planFile);
            assertThat(yaml).contains("fires: BEFORE UPDATE");
            assertThat(Files.readString(folder.resolve("out/postgres/V2__keys_indexes_views.sql")))
                    .contains(
                            "CREATE TRIGGER \"touch\" BEFORE UPDATE ON \"t\" FOR EACH ROW EXECUTE FUNCTION \"touch\"()");
            Files.writeString(planFile, yaml.substring(0, yaml.indexOf("triggers:")));
            PreparedMigration without = Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE);
            assertThat(without.plan().triggers()).isEmpty();
            assertThat(without.findings())
                    .extracting(finding -> finding.code().code() + " " + finding.object())
                    .contains("left-out-by-plan touch");
        }
    }

    @Test
    void keepsWhatTheUserHasWrittenOfTriggers() throws SQLException, IOException {
        Path file = Sqlite.run(
                folder.resolve("edited.sqlite"),
                TOUCHED,
                "CREATE TRIGGER refused AFTER INSERT ON t BEGIN INSERT OR IGNORE INTO t VALUES (new.id + 100, 0); END;");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            Path planFile = folder.resolve("edited/plan.yaml");
            PreparedMigration planned = Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE);
            Migration.writePlan(source, planned, folder.resolve("edited"));
            String yaml = Files.readString(planFile).replace("NEW.\"n\" + 1", "NEW.\"n\" + 100");
            Files.writeString(planFile, yaml + """
                      - trigger: refused
                        table: t
                        target: by_hand
                        fires: AFTER INSERT
                        when: NEW.id < 100
                        body: |-
                          INSERT INTO t VALUES (NEW.id + 100, 0) ON CONFLICT DO NOTHING;
                          RETURN NULL;
                    """);
            PreparedMigration edited = Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE);
            assertThat(edited.findings())
                    .extracting(finding -> finding.code())
                    .doesNotContain(FindingCode.TRIGGER_LEFT_OUT, FindingCode.LEFT_OUT_BY_PLAN);
            RunReport report =
                    Migration.migrate(source, edited, database.target(), MigrateOptions.defaults(), RunListener.NONE);
            assertThat(report.saysNo()).isFalse();
            database.execute("INSERT INTO t VALUES (2, 0)", "UPDATE t SET n = 0 WHERE id = 102");
            assertThat(database.rows("SELECT id, n FROM t ORDER BY id")).containsExactly("1|1", "2|0", "102|100");

            Files.writeString(planFile, yaml.replace("table: t\n    target: touch", "table: u\n    target: touch"));
            assertThatThrownBy(() -> Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE))
                    .isInstanceOfSatisfying(
                            MigrationException.class,
                            e -> assertThat(e.line()).contains("line: ", "entry: touch", "name: u"));
        }
    }

    @Test
    void addsNoTriggerToAnExistingSchema() throws SQLException {
        Path file = Sqlite.run(folder.resolve("existing.sqlite"), TOUCHED);
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            database.execute("CREATE TABLE t (id bigint PRIMARY KEY, n bigint)");
            PreparedMigration fitted = Migration.fitToExisting(
                    source,
                    Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE),
                    database.target(),
                    "public",
                    false,
                    RunListener.NONE);
            assertThat(fitted.plan().triggers()).isEmpty();
            assertThat(fitted.findings())
                    .extracting(finding -> finding.code().code() + " " + finding.object() + " " + finding.detail())
                    .contains("trigger-not-created touch on t");
        }
    }
}
