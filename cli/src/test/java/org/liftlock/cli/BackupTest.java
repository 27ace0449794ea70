package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackupTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private Path copy;

    @BeforeEach
    void makeFiles() throws Exception {
        copy = folder.resolve("copy.db");
        String tables = "CREATE TABLE album (id INTEGER PRIMARY KEY);"
                + "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id));"
                + "INSERT INTO album VALUES (1)";
        sqlite(folder.resolve("whole.db"), tables + "; INSERT INTO track VALUES (1, 1)");
        sqlite(folder.resolve("orphan.db"), tables + "; INSERT INTO track VALUES (1, 9)");
        Files.writeString(folder.resolve("text.db"), "no database at all, but long enough to be read\n".repeat(50));
        Files.writeString(folder.resolve("taken.db"), "the copy of yesterday");
    }

    private static void sqlite(Path file, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(statements);
        }
    }

    private CommandLineRun run(String file, String copyName, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "backup";
        arguments[1] = folder.resolve(file).toString();
        arguments[2] = "-o";
        arguments[3] = folder.resolve(copyName).toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandLineRun.of(state, arguments);
    }

    @Test
    void copiesAndTellsWhatToDoNext() {
        CommandLineRun run = run("whole.db", "copy.db");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Done: " + copy, "checked.", "Next: liftlock rehearse " + copy);
        assertThat(run.err()).contains("copying the file: ", "checking the copy: ");
        assertThat(copy).exists();
    }

    @Test
    void endsWithOneWhereTheFileBreaksItsForeignKeys() throws Exception {
        Path page = state.resolve("report.html");

        CommandLineRun run = run("orphan.db", "copy.db", "--report", page.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("copy-breaks-foreign-key: ", "- track.album_id: album(id): 1 row (rowid 1)")
                .contains("Done, but not all is well", "liftlock explain CODE");
        assertThat(copy).exists();
        assertThat(page).content().contains("copy-breaks-foreign-key", "What to do");
    }

    @Test
    void writesJson() {
        JsonNode json = JsonMapper.shared()
                .readTree(run("orphan.db", "copy.db", "--format", "json").out());

        assertThat(json.get("command").asString()).isEqualTo("backup");
        assertThat(json.get("result").asString()).isEqualTo("no");
        assertThat(json.get("copy").asString()).isEqualTo(copy.toString());
        assertThat(json.get("findings").get(0).get("column").asString()).isEqualTo("album_id");
        assertThat(json.get("advice")
                        .get("copy-breaks-foreign-key")
                        .get("remedy")
                        .asString())
                .contains("PRAGMA foreign_key_check");
    }

    @ParameterizedTest
    @CsvSource({
        "text.db, copy.db, not a SQLite database, unencrypted",
        "missing.db, copy.db, no such file, path",
        "whole.db, taken.db, already, --replace",
        "whole.db, whole.db, place of the database, another name",
        "whole.db, none/copy.db, does not exist, another place",
        "whole.db, '', folder, NAME",
    })
    void saysInOneLineWhyThereIsNoCopy(String file, String place, String why, String remedy) {
        CommandLineRun run = run(file, place);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.lastLine()).startsWith("liftlock: ").contains(why, remedy);
        assertThat(run.out()).isEmpty();
        assertThat(copy).doesNotExist();
        assertThat(folder.resolve("taken.db")).hasContent("the copy of yesterday");
    }

    @Test
    void migrateMakesACopyFirstAndMovesNothingIfItsCheckSaysNo() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults())) {
            server.createDatabase("target");
            String[] refused = {
                "migrate", path("orphan.db"), "--to", server.jdbcUrl("target"), "--backup", path("faulty.db")
            };
            String[] moved = {"migrate", path("whole.db"), "--to", server.jdbcUrl("target"), "--backup", copy.toString()
            };
            String[] taken = {
                "migrate", path("whole.db"), "--to", server.jdbcUrl("target"), "--backup", path("taken.db")
            };

            CommandLineRun refusal = CommandLineRun.of(state, refused);
            CommandLineRun occupied = CommandLineRun.of(state, taken);

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lastLine()).contains("nothing was moved", "track.album_id", "leave out --backup");
            assertThat(folder.resolve("faulty.db")).exists();
            assertThat(occupied.exitCode()).isEqualTo(2);
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("target"));
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT to_regclass('track')")) {
                rows.next();
                assertThat(rows.getString(1)).isNull();
            }
            CommandLineRun move = CommandLineRun.of(state, moved);
            assertThat(move.exitCode()).as(move.err()).isZero();
            assertThat(move.err()).contains("backup: " + copy + ", checked");
            assertThat(move.out()).doesNotContain("liftlock backup");
            assertThat(copy).exists();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
