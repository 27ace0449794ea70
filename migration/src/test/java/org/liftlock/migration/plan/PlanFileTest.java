package org.liftlock.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.testing.Sqlite;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

class PlanFileTest {

    private static final String TABLES = "CREATE TABLE track (id INTEGER PRIMARY KEY, name TEXT, length INTEGER,"
            + " played_at DATETIME, weird TEXT DEFAULT ': #\"''');"
            + "CREATE INDEX track_name ON track (name); CREATE VIEW names AS SELECT name FROM track;"
            + "INSERT INTO track VALUES (1, 'one', 70000, 1627303906, 'x'), (2, 'two', 12, 0, 'y'),"
            + " (3, 'three', 90000, NULL, 'z')";

    @TempDir
    Path folder;

    private Path file;
    private Path planFile;

    @BeforeEach
    void writePlan() throws SQLException {
        file = Sqlite.run(folder.resolve("app.db"), TABLES);
        planFile = folder.resolve("out").resolve("plan.yaml");
        try (SqliteSource source = open()) {
            Migration.writePlan(source, prepare(source, null), folder.resolve("out"));
        }
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        for (String name : List.of("b02", "b05", "b19", "b20", "b21", "b22", "b23", "b24", "b25")) {
            Sqlite.run(file, Sqlite.failureCase(name));
        }
        try (SqliteSource source = open()) {
            PreparedMigration written = prepare(source, null);
            Migration.writePlan(source, written, folder.resolve("all"));
            PreparedMigration read = prepare(source, folder.resolve("all").resolve("plan.yaml"));
            assertThat(read.plan()).isEqualTo(written.plan());
            assertThat(read.findings()).isEqualTo(written.findings());
            assertThat(PlanFile.text(read.plan())).isEqualTo(PlanFile.text(written.plan()));
        }
    }

    @Test
    void namesTheLineOfAnUnknownKey() throws IOException {
        edit("    target: track\n", "    target: track\n    colour: red\n");
        assertUnusable("a key that no plan has", "line: " + lineOf("    colour: red"), "key: colour");
    }

    @Test
    void namesTheLineOfAKeyWithoutAValue() throws IOException {
        edit("        target: weird\n        type: text\n", "        target: weird\n        type:\n");
        assertUnusable("The plan cannot be read", "line: " + lineOf("      - column: weird"), "type has no value");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        edit("        target: weird\n        type: text\n", "        target: weird\n");
        assertUnusable("The plan cannot be read", "line: " + lineOf("      - column: weird"), "type has no value");
    }

    @Test
    void namesTheLineThatIsNoYaml() throws IOException {
        edit("        target: weird\n", "\ttarget: weird\n");
        assertUnusable("The plan cannot be read", "line " + lineOf("\ttarget: weird"));
    }

    @Test
    void namesATypeThatItDoesNotKnow() throws IOException {
        edit("type: text", "type: money");
        assertUnusable("a type that Liftlock does not know", "track.name", "money");
    }

    @Test
    void namesAColumnThatIsNotThere() throws IOException {
        edit("column: name", "column: nama");
        assertUnusable("names what the database has not", "track.nama");
    }

    @Test
    void refusesThePlanOfAnotherSchema() throws SQLException {
        Sqlite.run(file, "ALTER TABLE track ADD COLUMN genre TEXT; CREATE TABLE extra (n INTEGER); DROP VIEW names");
        assertUnusable("another schema", "column track.genre is new", "table extra is new", "view names is gone");
    }

    @Test
    void blocksATypeThatValuesDoNotFit() throws Exception {
        edit("        target: length\n        type: bigint", "        target: length\n        type: smallint");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = open()) {
            PreparedMigration prepared = prepare(source, planFile);
            assertThat(prepared.isBlocked()).isTrue();
            assertThat(details(prepared.findings(), FindingCode.VALUE_DOES_NOT_FIT))
                    .singleElement()
                    .asString()
                    .contains("2 rows for smallint", "rowid 1", "rowid 3", "70000", "90000");
            RunReport report = migrate(source, prepared, database);
            assertThat(report.saysNo()).isTrue();
            assertThat(database.relations()).isEmpty();
            assertThat(database.hasLedger()).isFalse();
        }
    }

    @Test
    void readsNumbersAsTheUserSays() throws Exception {
        edit(
                "        type: bigint\n        by: default\n        reason: numbers in a date or time column",
                "        type: timestamptz\n        reading: unix-seconds");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = open()) {
            PreparedMigration prepared = prepare(source, planFile);
            RunReport report = migrate(source, prepared, database);
            assertThat(report.saysNo()).isFalse();
            assertThat(details(report.findings(), FindingCode.EPOCH_NUMBERS)).isEmpty();
            assertThat(details(report.findings(), FindingCode.OVERRIDDEN))
                    .singleElement()
                    .asString()
                    .contains("timestamptz");
            assertThat(report.tables()).allMatch(table -> Long.valueOf(0).equals(table.differingRows()));
            assertThat(database.columns("track")).contains("played_at timestamp with time zone");
            assertThat(database.rows("SELECT played_at FROM track ORDER BY id"))
                    .containsExactly("2021-07-26 12:51:46+00", "1970-01-01 00:00:00+00", "null");
        }
    }

    @Test
    void tellsOfAnIndexThatThePlanLeavesOut() throws Exception {
        edit(
                "    indexes:\n      - index: track_name\n        target: track_name\n        keys:\n          - '\"name\"'\n",
                "");
        try (TestDatabase database = TestPostgres.freshDatabase();
                SqliteSource source = open()) {
            RunReport report = migrate(source, prepare(source, planFile), database);
            assertThat(report.saysNo()).isFalse();
            assertThat(details(report.findings(), FindingCode.LEFT_OUT_BY_PLAN)).containsExactly("index track_name");
            assertThat(database.indexes("track")).hasSize(1);
        }
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(planFile);
        assertThat(text).contains(from);
        Files.writeString(planFile, text.replace(from, to));
    }

    private int lineOf(String line) throws IOException {
        return Files.readString(planFile).lines().toList().indexOf(line) + 1;
    }

    private void assertUnusable(String... words) {
        try (SqliteSource source = open()) {
            MigrationException failure =
                    catchThrowableOfType(MigrationException.class, () -> prepare(source, planFile));
            assertThat(failure.reason()).isEqualTo(Cause.INPUT);
            assertThat(failure.line()).contains(words).doesNotContain("\n");
            assertThat(failure.remedy()).isNotEmpty();
        }
    }

    private SqliteSource open() {
        return SqliteSource.open(file, SourceOptions.defaults());
    }

    private static PreparedMigration prepare(SqliteSource source, @Nullable Path plan) {
        return Migration.prepare(source, PlanOptions.defaults(), plan, RunListener.NONE);
    }

    private static RunReport migrate(SqliteSource source, PreparedMigration prepared, TestDatabase database) {
        return Migration.migrate(source, prepared, database.target(), MigrateOptions.defaults(), RunListener.NONE);
    }

    private static List<String> details(List<Finding> findings, FindingCode code) {
        return findings.stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::detail)
                .toList();
    }
}
