package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssessTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private Path file;

    @BeforeEach
    void makeDatabase() throws Exception {
        file = folder.resolve("app.db");
        sqlite(
                file,
                "CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT NOT NULL, tags TEXT, released TEXT)",
                "INSERT INTO album SELECT value, 'album ' || value, '{\"n\": ' || value || '}', '2026-01-02'" + " FROM "
                        + series(500));
    }

    private static void sqlite(Path path, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String series(int last) {
        return "(WITH RECURSIVE s (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM s WHERE value < " + last
                + ") SELECT value FROM s)";
    }

    private CommandLineRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("assess", file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(state, arguments.toArray(String[]::new));
    }

    private JsonNode json(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--format", "json"));
        CommandLineRun run = run(arguments.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).startsWith("{");
        return JsonMapper.shared().readTree(run.out());
    }

    private Path log(String... lines) throws Exception {
        return Files.writeString(folder.resolve("app.log"), String.join("\n", lines));
    }

    @Test
    void saysStayWhereNothingSpeaksForAServer() throws Exception {
        CommandLineRun run =
                run("--no-sample", "--logs", log("2026-01-01 00:00:00 started").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("Stay: ")
                .contains("1 log with 1 line: no message about locks")
                .contains("JSON kept as text: album.tags (500 of the first 500 values are JSON documents)")
                .contains("dates as text: album.released")
                .contains("time and disk were not measured")
                .contains("Next: stay");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void namesTheSettingsThatCureWhatTheLogsTell() throws Exception {
        Path log = log(
                "2026-01-01 10:00:00 database is locked",
                "2026-01-01 13:00:00 database is locked",
                "2026-01-01 13:30:00 SQLITE_BUSY_SNAPSHOT");

        CommandLineRun run = run("--no-sample", "--logs", log.toString());
        JsonNode json = json("--no-sample", "--logs", log.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Tune: ")
                .contains("1 × SQLITE_BUSY_SNAPSHOT, 2 × SQLITE_BUSY")
                .contains(
                        "2026-01-01 10:00       1  ████",
                        "2026-01-01 12:00       0\n",
                        "2026-01-01 13:00       2  ████")
                .contains("PRAGMA journal_mode = WAL: ", "BEGIN IMMEDIATE: the cure for 1 × SQLITE_BUSY_SNAPSHOT");
        assertThat(json.at("/decision/word").asString()).isEqualTo("tune");
        assertThat(json.get("reasons").get(0).asString()).isEqualTo("contention");
        assertThat(json.get("logs").get("events").get("SQLITE_BUSY").asLong()).isEqualTo(2);
        assertThat(json.get("settings").get(0).get("setting").asString()).isEqualTo("wal");
    }

    @Test
    void considersAServerWhereWalModeDoesNotEndTheWaiting() throws Exception {
        sqlite(file, "PRAGMA journal_mode = WAL");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add("2026-01-0" + (1 + i % 4) + " 10:00:00 database is locked");
        }
        Path log = log(lines.toArray(String[]::new));

        assertThat(json("--no-sample", "--logs", log.toString())
                        .at("/decision/word")
                        .asString())
                .isEqualTo("consider");
        sqlite(file, "CREATE INDEX by_n ON album (json_extract(tags, '$.n'))");
        JsonNode both = json("--no-sample", "--logs", log.toString());
        assertThat(both.at("/decision/word").asString()).isEqualTo("move");
        assertThat(both.get("settings").toString()).contains("busy-timeout").doesNotContain("\"wal\"");
    }

    @Test
    void measuresWhatTheMoveNeedsAndTheRangeHoldsTheTruth() throws Exception {
        JsonNode move = json().get("move");

        assertThat(move.get("rows").asLong()).isEqualTo(500);
        assertThat(move.get("sampleRows").asLong()).isEqualTo(500);
        assertThat(move.get("secondsHigh").asDouble())
                .isGreaterThan(move.get("secondsLow").asDouble());
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults())) {
            server.createDatabase("moved");
            CommandLineRun migrated =
                    CommandLineRun.of(state, "migrate", file.toString(), "--to", server.jdbcUrl("moved"));
            assertThat(migrated.exitCode()).as(migrated.err()).isZero();
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("moved"));
                    var row = connection
                            .createStatement()
                            .executeQuery("SELECT pg_total_relation_size('public.album')")) {
                row.next();
                assertThat(row.getLong(1))
                        .isBetween(
                                move.get("diskBytesLow").asLong(),
                                move.get("diskBytesHigh").asLong());
            }
        }
    }

    @Test
    void infersFromSamplesOfALargeTable() throws Exception {
        sqlite(
                file,
                "CREATE TABLE play (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id), at TEXT)",
                "CREATE TABLE pair (a INTEGER, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
                "INSERT INTO play SELECT value * 7, 1 + value % 500, 'at ' || value FROM " + series(200_000),
                "INSERT INTO pair SELECT value, 'b' FROM " + series(200_000),
                "CREATE VIEW plays AS SELECT album_id, count(*) AS n FROM play GROUP BY album_id");

        JsonNode move = json().get("move");

        assertThat(move.get("rows").asLong()).isEqualTo(400_500);
        assertThat(move.get("sampleRows").asLong()).isBetween(80_000L, 100_000L);
        assertThat(move.get("leftOut").size()).isZero();
        long bytes = move.get("diskBytesHigh").asLong();
        assertThat(bytes).isBetween(20_000_000L, 60_000_000L);
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("liftlock-sample-"));
        }
    }

    @Test
    void neitherChangesNorDisturbsAFileInUse() throws Exception {
        sqlite(file, "PRAGMA journal_mode = WAL");
        try (Connection application = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = application.createStatement()) {
            statement.execute("INSERT INTO album (title) VALUES ('in the log')");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO album (title) VALUES ('not committed')");
            Map<String, String> before = image();

            JsonNode json = json("--no-sample");

            assertThat(json.get("total").get("rows").asLong()).isEqualTo(501);
            assertThat(json.get("file").get("journalMode").asString()).isEqualTo("wal");
            assertThat(image()).isEqualTo(before);
            statement.execute("COMMIT");
        }
    }

    /** What is in the folder; the log's shared index holds the marks of readers and may change. */
    private Map<String, String> image() throws Exception {
        Map<String, String> image = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path one : files.toList()) {
                String name = one.getFileName().toString();
                image.put(name, name.endsWith("-shm") ? "" : HexFormat.of().formatHex(Files.readAllBytes(one)));
            }
        }
        return image;
    }

    @Test
    void endsWithOneWhereTheDataIsInTheWay() throws Exception {
        sqlite(
                file,
                "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES album (id))",
                "INSERT INTO track VALUES (1, 9999)");
        Path page = folder.resolve("page.html");

        CommandLineRun run = run("--no-sample", "--report", page.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("orphans", "Next: settle what stands above");
        assertThat(page).content().contains("Write contention", "What cannot be seen from here", "orphans");
    }

    @Test
    void tellsWhatTheTargetTellsAndChangesNothingThere() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults())) {
            server.createDatabase("target");
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("target"));
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE album (id int)");
                statement.execute("CREATE ROLE app LOGIN");
                statement.execute("ALTER ROLE app SET statement_timeout = '30s'");

                JsonNode target =
                        json("--no-sample", "--to", server.jdbcUrl("target")).get("target");
                CommandLineRun refused =
                        run("--no-sample", "--to", server.jdbcUrl("target").replaceAll("user=\\w+", "user=app"));

                assertThat(target.get("settings").get("encoding").asString()).isEqualTo("UTF8");
                assertThat(target.get("taken").get(0).asString()).isEqualTo("album");
                assertThat(target.get("problem").isNull()).isTrue();
                assertThat(target.get("freeBytes").asLong()).isPositive();
                assertThat(refused.exitCode()).isEqualTo(3);
                assertThat(refused.out())
                        .contains("it cannot take the move: The role may not create", "statement_timeout = 30000 ms")
                        .contains("free disk cannot be seen from here");
                try (var rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_namespace WHERE nspname IN ('liftlock', 'sample')")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isZero();
                }
            }
        }
    }

    @Test
    void refusesInOneLine() {
        CommandLineRun noLogs = run("--logs", folder.resolve("none").toString());
        CommandLineRun noServer = run("--to", "postgresql://postgres@127.0.0.1:1/none");

        assertThat(noLogs.exitCode()).isEqualTo(2);
        assertThat(noLogs.lastLine()).contains("There is no such file or folder", "none");
        assertThat(noServer.exitCode()).isEqualTo(3);
        assertThat(noServer.out()).isEmpty();
    }
}
