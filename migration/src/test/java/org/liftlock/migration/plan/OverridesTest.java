package org.liftlock.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

/** What a user writes into a plan is followed, by whatever depends on it too. */
class OverridesTest {

    private static final String TABLES = "CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
            + "CREATE TABLE album (id INTEGER PRIMARY KEY, artist_id INTEGER REFERENCES artist(id) ON DELETE CASCADE,"
            + " title TEXT NOT NULL, length INTEGER, year INTEGER DEFAULT 2000 CHECK (year > 1900), note TEXT,"
            + " shout TEXT GENERATED ALWAYS AS (upper(title)) STORED, CHECK (note <> ''));"
            + "CREATE INDEX album_title ON album (title) WHERE year > 1950;"
            + "CREATE INDEX album_note ON album (note);"
            + "CREATE VIEW shelf AS SELECT a.title, r.name FROM album a JOIN artist r ON r.id = a.artist_id;"
            + "CREATE VIEW notes AS SELECT note FROM album;"
            + "CREATE VIEW long_notes AS SELECT note FROM notes WHERE note <> 'x';"
            + "INSERT INTO artist VALUES (1, 'Nina'), (2, 'Miles');"
            + "INSERT INTO album (id, artist_id, title, length, year, note) VALUES"
            + " (1, 1, 'Pastel', 2500, 1965, 'n'), (2, 2, 'Blue', 2700, 1959, NULL), (3, 2, 'Bitches', 9400, 1970, 'b')";

    @TempDir
    Path folder;

    private Path file;
    private Path planFile;
    private TestDatabase database;

    @BeforeEach
    void writePlan() throws SQLException {
        database = TestPostgres.freshDatabase();
        file = Sqlite.run(folder.resolve("app.db"), TABLES);
        planFile = folder.resolve("out").resolve("plan.yaml");
        try (SqliteSource source = open()) {
            Migration.writePlan(
                    source,
                    Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE),
                    folder.resolve("out"));
        }
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void readsAColumnByAnExpression() throws Exception {
        edit("        target: length\n", "        target: length\n        sql: length / 1000.0\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(details(report, FindingCode.OVERRIDDEN)).containsExactly("album.length: read by length / 1000.0");
        assertThat(database.columns("album")).contains("length double precision");
        assertThat(database.rows("SELECT length FROM album ORDER BY id")).containsExactly("2.5", "2.7", "9.4");
        assertProved(verify());
    }

    @Test
    void findsRowsThatDifferFromWhatAnExpressionGives() throws Exception {
        edit("        target: length\n", "        target: length\n        sql: length / 1000.0\n");
        migrate();
        database.execute("UPDATE album SET length = 2500 WHERE id = 1");

        RunReport report = verify();

        assertThat(details(report, FindingCode.ROWS_DIFFER))
                .singleElement()
                .asString()
                .contains("rowid 1", "length", "2.5", "2500");
    }

    @Test
    void findsRowsThatAnExpressionMakesOneOfARowid() throws Exception {
        edit("        target: id\n", "        target: id\n        sql: (id + 1) / 2\n");

        RunReport report = migrate();

        assertThat(details(report, FindingCode.KEYS_COLLIDE))
                .containsExactly("artist: primary key (id): 1 row: rowid 2 meets rowid 1");
        assertThat(details(report, FindingCode.FOREIGN_KEY_WITHOUT_PARENT))
                .singleElement()
                .asString()
                .startsWith("album: album_artist_id_fkey");
        assertThat(details(report, FindingCode.STATEMENT_FAILED)).isEmpty();
        assertThat(database.rows("SELECT id, name FROM artist ORDER BY name")).containsExactly("1|Miles", "1|Nina");
    }

    @Test
    void testsAKeyThatSqliteDoesNotHave() throws Exception {
        edit(
                "      name: album_pkey\n      columns:\n        - id\n",
                "      name: album_pkey\n      columns:\n        - id\n    unique:\n      - name: album_artist\n"
                        + "        columns:\n          - artist_id\n      - name: album_full\n        columns:\n"
                        + "          - title\n          - year\n");

        RunReport report = migrate();

        assertThat(details(report, FindingCode.KEYS_COLLIDE))
                .containsExactly("album: unique (artist_id): 1 row: rowid 3 meets rowid 2");
        assertThat(details(report, FindingCode.STATEMENT_FAILED)).isEmpty();
        assertThat(database.indexes("album"))
                .contains("CREATE INDEX album_artist ON public.album USING btree (artist_id)")
                .contains("CREATE UNIQUE INDEX album_full ON public.album USING btree (title, year)");
    }

    @Test
    void keepsTheStorageClassesThatAnExpressionGives() throws Exception {
        edit(
                "        target: note\n",
                "        target: note\n        sql: CASE id WHEN 1 THEN 1.5 WHEN 2 THEN NULL ELSE 'it''s; --' END\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(database.columns("album")).anyMatch(column -> column.startsWith("note text"));
        assertThat(database.rows("SELECT note FROM album ORDER BY id")).containsExactly("1.5", "null", "it's; --");
    }

    @Test
    void holdsAnExpressionAgainstTheTypeOfTheUser() throws Exception {
        edit(
                "        target: length\n        type: bigint\n",
                "        target: length\n        sql: length * 100\n        type: integer\n");
        edit("        target: year\n", "        target: year\n        sql: year * 100\n");
        edit("        sql: year * 100\n        type: bigint\n", "        sql: year * 100\n        type: smallint\n");

        RunReport report = migrate();

        assertThat(report.saysNo()).isTrue();
        assertThat(details(report, FindingCode.VALUE_DOES_NOT_FIT))
                .singleElement()
                .asString()
                .startsWith("album.year: 3 rows for smallint");
        assertThat(database.relations()).isEmpty();
    }

    @Test
    void takesTheTypeFromAnExpressionThatStandsWithoutOne() throws Exception {
        edit("        target: year\n        type: bigint\n", "        target: year\n        sql: (year || '-01-01')\n");

        assertProved(migrate());
        assertThat(database.rows("SELECT year FROM album ORDER BY id"))
                .containsExactly("1965-01-01", "1959-01-01", "1970-01-01");
    }

    @Test
    void keepsTheValuesOfAColumnThatIsComputedFromAnExpression() throws Exception {
        edit("        target: title\n", "        target: title\n        sql: lower(title)\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(details(report, FindingCode.GENERATED_AS_VALUES))
                .containsExactly("album.shout: title is read by an expression of the plan");
        assertThat(database.rows("SELECT title, shout FROM album WHERE id = 1")).containsExactly("pastel|PASTEL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length) FROM artist --",
                "length), (id",
                "length; DROP TABLE album",
                "(length",
                "length -- note",
                "length /* note */",
                "'length",
                "(SELECT max(id) FROM artist)",
                "id IN artist",
                "max(length)",
                "sum(length) OVER ()",
                "random()",
                "datetime()",
                "datetime('now')",
                "datetime(note, 'localtime')",
                "CASE WHEN note = 'never' THEN date('now') END",
                "lenght",
                "\"lenght\"",
                "nosuch(length)",
                "length, id",
                "length AS other",
                "?1",
                "*",
                " ",
                "length FROM album WHERE 1 --"
            })
    void refusesWhatIsNotOneExpressionOverTheRow(String sql) throws Exception {
        edit(
                "        target: length\n",
                "        target: length\n        sql: \"" + sql.replace("\"", "\\\"") + "\"\n");

        assertThat(refusal())
                .contains("line: " + (lineOf("        target: length") + 1), "entry: album.length", "SQLite says: ");
        assertThat(database.relations()).isEmpty();
    }

    @Test
    void saysWhichExpressionFailsForARow() throws Exception {
        edit("        target: note\n", "        target: note\n        sql: json_extract(note, '$.a')\n");

        assertThat(refusal()).contains("album", "malformed JSON", "expression").contains("Correct the expression");
    }

    @Test
    void leavesOutATableAndWhatRefersToIt() throws Exception {
        edit("  - table: artist\n    target: artist\n", "  - table: artist\n    target: artist\n    skip: true\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(database.relations())
                .doesNotContain("public.artist", "public.shelf")
                .contains("public.album");
        assertThat(details(report, FindingCode.LEFT_OUT_BY_PLAN))
                .containsExactlyInAnyOrder(
                        "artist: the table and its 2 rows",
                        "album.artist_id: foreign key to artist(id), which uses what the plan leaves out",
                        "shelf: the view, which reads what the plan leaves out");
        assertThat(details(report, FindingCode.STATEMENT_FAILED)).isEmpty();
    }

    @Test
    void leavesOutAColumnAndWhatUsesIt() throws Exception {
        edit("        target: note\n", "        target: note\n        skip: true\n");
        edit("        target: title\n", "        target: title\n        skip: true\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(database.columns("album")).noneMatch(column -> column.startsWith("note"));
        assertThat(details(report, FindingCode.LEFT_OUT_BY_PLAN))
                .contains(
                        "album.note: the column and its values",
                        "album: check (note <> ''), which uses a column that the plan leaves out",
                        "album: index album_note, which uses a column that the plan leaves out",
                        "album: index album_title, which uses a column that the plan leaves out",
                        "notes: the view, which reads what the plan leaves out",
                        "long_notes: the view, which reads what the plan leaves out",
                        "shelf: the view, which reads what the plan leaves out");
        assertThat(details(report, FindingCode.GENERATED_AS_VALUES))
                .containsExactly("album.shout: upper(title): it uses a column that the plan leaves out");
        assertThat(database.rows("SELECT shout FROM album ORDER BY id")).containsExactly("PASTEL", "BLUE", "BITCHES");
    }

    @Test
    void leavesOutAnEntryThatIsTakenOut() throws Exception {
        String text = Files.readString(planFile);
        int from = text.indexOf("      - column: note");
        Files.writeString(planFile, text.substring(0, from) + text.substring(text.indexOf("      - column: shout")));

        RunReport report = migrate();

        assertProved(report);
        assertThat(details(report, FindingCode.LEFT_OUT_BY_PLAN))
                .contains(
                        "album.note: the column and its values",
                        "notes: the view, which reads what the plan leaves out");
        assertThat(database.columns("album")).noneMatch(column -> column.startsWith("note"));
    }

    @Test
    void carriesNewNamesThroughEverything() throws Exception {
        edit("  - table: artist\n    target: artist\n", "  - table: artist\n    target: Person\n");
        edit("  - table: album\n    target: album\n", "  - table: album\n    target: record\n");
        edit("        target: title\n", "        target: name of it\n");
        edit("        target: year\n", "        target: released\n");
        edit("      - column: name\n        target: name\n", "      - column: name\n        target: label\n");

        RunReport report = migrate();

        assertProved(report);
        assertThat(details(report, FindingCode.OVERRIDDEN))
                .containsExactlyInAnyOrder(
                        "artist: Person instead of artist",
                        "artist.name: label instead of name",
                        "album: record instead of album",
                        "album.title: name of it instead of title",
                        "album.year: released instead of year");
        assertThat(database.constraints("record"))
                .contains("record_artist_id_fkey FOREIGN KEY (artist_id) REFERENCES \"Person\"(id) ON DELETE CASCADE")
                .anyMatch(constraint -> constraint.contains("CHECK ((released > 1900))"));
        assertThat(database.constraints("Person")).contains("person_label_key UNIQUE (label)");
        assertThat(database.indexes("record"))
                .anyMatch(index -> index.contains("(\"name of it\") WHERE (released > 1950)"));
        assertThat(database.rows("SELECT * FROM shelf ORDER BY 1")).contains("Blue|Miles");
        assertThat(database.rows("SELECT shout FROM record WHERE id = 2")).containsExactly("BLUE");
        assertProved(verify());
    }

    @Test
    void letsWhatDependsOnATypeFollow() throws Exception {
        edit(
                "      - column: id\n        target: id\n        type: bigint\n        identity: true\n",
                "      - column: id\n        target: id\n        type: text\n");

        RunReport report = migrate();

        assertThat(database.columns("artist")).contains("id text not null");
        assertThat(database.columns("album")).anyMatch(column -> column.startsWith("artist_id text"));
        assertThat(database.constraints("album")).anyMatch(constraint -> constraint.contains("artist_id_fkey"));
        assertThat(report.tables()).allMatch(table -> Long.valueOf(0).equals(table.differingRows()));
        assertThat(details(report, FindingCode.STATEMENT_FAILED)).isEmpty();
    }

    @Test
    void keepsWhatTheUserWroteInSql() throws Exception {
        edit("  - table: artist\n    target: artist\n", "  - table: artist\n    target: person\n");
        edit("        default: 2000\n", "        default: 2001\n");
        edit("onDelete: CASCADE", "onDelete: SET NULL");
        edit("sql: (\"year\" > 1900)", "sql: (\"year\" > 1800)");

        RunReport report = migrate();

        assertProved(report);
        assertThat(database.constraints("album"))
                .contains("album_artist_id_fkey FOREIGN KEY (artist_id) REFERENCES person(id) ON DELETE SET NULL")
                .anyMatch(constraint -> constraint.contains("CHECK ((year > 1800))"));
        database.execute("INSERT INTO album (title) VALUES ('New')");
        assertThat(database.rows("SELECT year FROM album WHERE title = 'New'")).containsExactly("2001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "        type: text|        type: txet|nearest: text",
                "    target: artist|    target: album|gives one name twice",
                "        target: title|        target: note|gives one name twice",
                "        target: title|        target: ctid|a column of its own",
                "        target: title|        target: ''|no name in PostgreSQL",
                "  names: fold|  names: snaek|nearest: snake",
                "        by: default|        by: me|Write user or default",
                "  - table: artist|  - table: artits|nearest: artist",
                "      - column: title|      - column: titel|nearest: title",
                "      - column: note|      - column: title|two entries for the same column",
                "        onDelete: CASCADE|        onDelete: CASCAED|nearest: CASCADE",
                "        parent: artist|        parent: artits|nearest: artist",
                "  - view: shelf|  - view: shelv|nearest: shelf",
                "        type: bigint|        zone: Europe/Viena|nearest: Europe/Vienna",
                "        type: bigint|        reading: unix-secs|nearest: unix-seconds"
            })
    void namesTheLineOfAMistake(String line, String mistake, String words) throws Exception {
        boolean added = mistake.strip().startsWith("zone") || mistake.strip().startsWith("reading");
        edit("\n" + line + "\n", "\n" + (added ? line + "\n" : "") + mistake + "\n");

        // Of two entries that cannot stand together the later one is named.
        int expected = Files.readAllLines(planFile).lastIndexOf(mistake) + 1;
        assertThat(refusal()).contains(words, "line: " + expected + ",");
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(planFile);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        Files.writeString(planFile, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    private int lineOf(String line) throws IOException {
        return Files.readString(planFile).lines().toList().indexOf(line) + 1;
    }

    private String refusal() {
        MigrationException failure = catchThrowableOfType(MigrationException.class, this::migrate);
        assertThat(failure.reason()).isEqualTo(Cause.INPUT);
        assertThat(failure.line()).doesNotContain("\n");
        assertThat(failure.remedy()).isNotEmpty();
        return failure.line();
    }

    private RunReport migrate() {
        try (SqliteSource source = open()) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE);
            return Migration.migrate(source, prepared, database.target(), MigrateOptions.defaults(), RunListener.NONE);
        }
    }

    private RunReport verify() {
        try (SqliteSource source = open()) {
            PreparedMigration prepared = Migration.prepare(source, PlanOptions.defaults(), planFile, RunListener.NONE);
            return Migration.verify(source, prepared, database.target(), MigrateOptions.defaults(), RunListener.NONE);
        }
    }

    private static void assertProved(RunReport report) {
        assertThat(report.findings().stream()
                        .filter(finding -> finding.weight().ordinal() > 1)
                        .map(Finding::line))
                .isEmpty();
        assertThat(report.tables())
                .isNotEmpty()
                .allMatch(table -> Long.valueOf(0).equals(table.differingRows()));
    }

    private SqliteSource open() {
        return SqliteSource.open(file, SourceOptions.defaults());
    }

    private static List<String> details(RunReport report, FindingCode code) {
        return report.findings().stream()
                .filter(finding -> finding.code() == code)
                .map(finding -> finding.where() + ": " + finding.detail())
                .toList();
    }
}
