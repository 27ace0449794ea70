package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Planning again keeps what the user has written, follows the data elsewhere, and tells what changed. */
class PlanAgainTest {

    @TempDir
    private Path folder;

    private Path database;
    private Path out;
    private Path plan;

    @BeforeEach
    void planOnce() throws SQLException {
        database = folder.resolve("music.sqlite");
        out = folder.resolve("plan");
        plan = out.resolve("plan.yaml");
        sqlite("CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT, rating INTEGER CHECK (rating < 6))");
        sqlite("CREATE TABLE track (id INTEGER PRIMARY KEY, artistId INTEGER REFERENCES artist(id), name TEXT,"
                + " length INTEGER, note TEXT)");
        sqlite("CREATE INDEX track_note ON track (note)");
        sqlite(
                "CREATE VIEW credits AS SELECT t.name, a.name AS artist FROM track t JOIN artist a ON a.id = t.artistId");
        sqlite("INSERT INTO artist VALUES (1, 'Nina', 5)");
        sqlite("INSERT INTO track VALUES (1, 1, 'Four Women', 264, 'a')");
        assertThat(plan().exitCode()).isZero();
    }

    @Test
    void changesNothingWhereNothingChanged() throws IOException {
        String before = Files.readString(plan);

        CommandLineRun again = plan();

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).doesNotContain("since the last plan");
        assertThat(Files.readString(plan)).isEqualTo(before);
        assertThat(before).doesNotContain("by: user");
    }

    @Test
    void keepsEditsOfEveryKind() throws IOException {
        edit("        target: length\n        type: bigint\n", "        target: length\n        type: integer\n");
        edit("        target: note\n", "        target: remark\n");
        edit("  - table: artist\n    target: artist\n", "  - table: artist\n    target: performer\n");
        edit("sql: (\"rating\" < 6)", "sql: (\"rating\" < 7)");
        edit("onDelete: NO ACTION", "onDelete: CASCADE");
        edit("        target: rating\n", "        target: rating\n        sql: abs(rating)\n");

        CommandLineRun first = plan();
        String once = Files.readString(plan);
        CommandLineRun second = plan();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("since the last plan")
                .containsPattern("track.length +user +type +bigint → integer")
                .containsPattern("track.note +user +target +note → remark")
                .containsPattern("artist +user +target +artist → performer")
                .containsPattern(
                        "track +planning +index track_note +track_note \\(\"note\"\\) → track_note \\(\"remark\"\\)");
        assertThat(once)
                .contains(
                        "target: length\n        type: integer",
                        "target: remark",
                        "target: performer\n    by: user",
                        "(\"rating\" < 7)",
                        "onDelete: CASCADE",
                        "sql: abs(rating)",
                        "parent: performer")
                .contains("name: performer_check\n        by: user\n        sql: (\"rating\" < 7)");
        assertThat(entry(once, "length")).contains("by: user");
        assertThat(entry(once, "note")).contains("by: user");
        assertThat(entry(once, "artistId")).contains("by: default");
        assertThat(Files.readString(out.resolve("postgres/V1__tables.sql")))
                .contains("\"performer\"", "\"remark\" text");
        assertThat(second.out()).doesNotContain("since the last plan");
        assertThat(Files.readString(plan)).isEqualTo(once);
    }

    @Test
    void followsTheDataWhereTheUserDecidedNothing() throws Exception {
        edit("        target: note\n", "        target: remark\n");
        plan();
        sqlite("INSERT INTO track VALUES (2, 1, 'Mixed', 'four minutes', x'00ff')");

        CommandLineRun again = plan();

        assertThat(again.out())
                .containsPattern("track.length +planning +type +bigint → text")
                .containsPattern("track.note +planning +type +text → bytea");
        assertThat(entry(Files.readString(plan), "note")).contains("target: remark", "type: bytea");
    }

    @Test
    void letsDependentsFollowWhenADecisionIsTakenBack() throws IOException {
        String original = Files.readString(plan);
        edit(
                "        target: id\n        type: bigint\n        identity: true\n",
                "        target: id\n        type: text\n");
        plan();
        assertThat(entry(Files.readString(plan), "artistId")).contains("type: text", "by: default");
        edit(
                "        target: id\n        type: text\n",
                "        target: id\n        type: bigint\n        identity: true\n");
        edit("        by: user\n", "        by: default\n");

        CommandLineRun again = plan();

        assertThat(again.out()).containsPattern("track.artistId +planning +type +text → bigint");
        assertThat(body(Files.readString(plan))).isEqualTo(body(original));
    }

    @Test
    void tellsOfEditsOnWhatIsGoneAndTakesInWhatIsNew() throws Exception {
        edit("        target: length\n", "        target: seconds\n");
        edit("        target: name\n", "        target: label\n");
        plan();
        sqlite("ALTER TABLE track DROP COLUMN length");
        sqlite("ALTER TABLE track ADD COLUMN genre TEXT");
        sqlite("CREATE TABLE playlist (id INTEGER PRIMARY KEY)");

        CommandLineRun again = plan();

        assertThat(again.out())
                .contains("override-without-object", "track.length: the column is gone")
                .containsPattern("playlist +planning +entry +new: table")
                .containsPattern("track.genre +planning +entry +new: column")
                .containsPattern("track.length +planning +entry +gone: column");
        assertThat(Files.readString(plan))
                .contains("table: playlist", "column: genre", "target: label")
                .doesNotContain("seconds");
        assertThat(plan().out()).doesNotContain("override-without-object", "since the last plan");
    }

    @Test
    void keepsWhatIsSkipped() throws IOException {
        edit("        target: note\n", "        target: note\n        skip: true\n");
        String text = Files.readString(plan);
        Files.writeString(plan, text.substring(0, text.indexOf("views:\n")));

        plan();
        String once = Files.readString(plan);
        CommandLineRun again = plan();

        assertThat(once).contains("- column: note\n        skip: true").contains("view: credits\n    skip: true");
        assertThat(again.out()).doesNotContain("since the last plan");
        assertThat(Files.readString(plan)).isEqualTo(once);
        assertThat(Files.readString(out.resolve("postgres/V2__keys_indexes_views.sql")))
                .doesNotContain("credits", "note");
    }

    @Test
    void keepsDifferencesWhenTheRecordIsGone() throws IOException {
        edit("        target: length\n        type: bigint\n", "        target: length\n        type: integer\n");
        Files.delete(out.resolve("plan.default.yaml"));

        assertThat(plan().lastLine()).contains("not as Liftlock wrote them");
        plan("--replace");

        assertThat(entry(Files.readString(plan), "length")).contains("type: integer", "by: user");
    }

    @Test
    void overwritesNoScriptThatTheUserChanged() throws IOException {
        Path script = out.resolve("postgres").resolve("V1__tables.sql");
        Files.writeString(script, "-- mine\n");
        String before = Files.readString(plan);
        edit("        target: length\n", "        target: seconds\n");

        CommandLineRun refused = plan();

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.lastLine()).contains("postgres/V1__tables.sql", "--replace");
        assertThat(script).hasContent("-- mine");
        assertThat(before).isNotEqualTo(Files.readString(plan));
        assertThat(plan("--replace").exitCode()).isZero();
        assertThat(Files.readString(script)).contains("\"seconds\"");
    }

    @Test
    void namesTheLineOfAMistake() throws IOException {
        edit("        target: length\n        type: bigint\n", "        target: length\n        type: bigont\n");

        CommandLineRun run = plan();

        assertThat(run.exitCode()).isEqualTo(2);
        int line = Files.readAllLines(plan).indexOf("        type: bigont") + 1;
        assertThat(run.lastLine()).contains("line: " + line, "track.length", "nearest: bigint");
    }

    @Test
    void givesChangesAsJson() throws IOException {
        edit("        target: length\n        type: bigint\n", "        target: length\n        type: integer\n");

        JsonNode json = JsonMapper.shared().readTree(plan("--format", "json").out());

        assertThat(json.get("changes").get(0).toString())
                .isEqualTo("{\"by\":\"user\",\"where\":\"track.length\",\"what\":\"type\",\"before\":\"bigint\","
                        + "\"after\":\"integer\"}");
    }

    @Test
    void changesTheStyleOfNamesWhereNoneIsTheUsers() throws IOException {
        edit("        target: note\n", "        target: Remark\n");

        CommandLineRun run = plan("--names", "snake");

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(plan))
                .contains("names: snake", "target: artist_id", "target: Remark", "name: track_artist_id_fkey");
        assertThat(plan().out()).doesNotContain("since the last plan");
        assertThat(Files.readString(plan)).contains("names: snake");
    }

    private CommandLineRun plan(String... options) {
        List<String> arguments = new ArrayList<>(List.of("plan", database.toString(), "-o", out.toString()));
        arguments.addAll(Arrays.asList(options));
        return CommandLineRun.of(folder.resolve("state"), arguments.toArray(String[]::new));
    }

    private void sqlite(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(plan);
        assertThat(text).contains(from);
        Files.writeString(plan, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    /** The entry of a column. */
    private static String entry(String text, String column) {
        int from = text.indexOf("- column: " + column + "\n");
        int to = text.indexOf("- column: ", from + 1);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static String body(String text) {
        return text.substring(text.indexOf("format:"));
    }
}
