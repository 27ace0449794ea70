package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Some tables only, statements that are shown instead of run, and what a run tells on its way. */
class PartialRunTest {

    private static EmbeddedServer server;

    @TempDir
    private Path folder;

    private Path file;
    private String url;

    @BeforeAll
    static void startServer() {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeDatabases() throws SQLException {
        file = Databases.sqlite(
                folder.resolve("music.sqlite"),
                "CREATE TABLE Album (id INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT 'x');"
                        + "CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER REFERENCES Album (id), name TEXT);"
                        + "CREATE TABLE play_log (at TEXT, track_id INTEGER);"
                        + "CREATE INDEX by_name ON track (name);"
                        + "CREATE VIEW titles AS SELECT title FROM Album;"
                        + "CREATE TRIGGER shout AFTER INSERT ON Album BEGIN UPDATE Album SET title = upper(title)"
                        + " WHERE id = new.id; END;"
                        + "INSERT INTO Album VALUES (7, 'Blue');"
                        + "INSERT INTO track VALUES (1, 7, 'Carey'), (9, 7, 'River');"
                        + "INSERT INTO play_log VALUES ('2024-01-01', 1)");
        url = freshDatabase();
    }

    private static String freshDatabase() {
        return server.jdbcUrl(Databases.fresh(server));
    }

    private CommandLineRun run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(folder.resolve("state"), arguments.toArray(String[]::new));
    }

    private static List<String> tables(String database) throws SQLException {
        return Databases.query(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    }

    /** Columns, constraints, indexes and sequences, as PostgreSQL has them. */
    private static List<String> schema(String database) throws SQLException {
        return Databases.query(
                database,
                "SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)"
                        + " FROM information_schema.columns WHERE table_schema = 'public'"
                        + " UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE connamespace = 'public'::regnamespace"
                        + " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
                        + " UNION ALL SELECT format('%s %s', sequencename, start_value)"
                        + " FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1");
    }

    @Test
    void leavesOutTablesAndTellsWhatHangsOnThem() throws SQLException {
        CommandLineRun run = run("migrate", "--to", url, "--exclude-table", "alb*", "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(tables(url)).containsExactly("play_log", "track");
        JsonNode findings = JsonMapper.shared().readTree(run.out()).get("findings");
        assertThat(StreamSupport.stream(findings.spliterator(), false)
                        .filter(finding -> finding.get("code").asString().equals("table-not-selected"))
                        .map(finding -> finding.get("weight").asString() + " "
                                + finding.get("object").asString() + " "
                                + finding.get("detail").asString()))
                .containsExactly("note Album the table and its 1 row; with it the foreign key of track (album_id), the"
                        + " view titles, the trigger shout");

        CommandLineRun verified = run("verify", "--to", url, "--exclude-table", "alb*");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("2 tables", "every row compared and equal");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --include-table ALBUM                                | album
            --include-table ?rack --include-table album          | album track
            --include-table * --exclude-table *_l[aeiou]g        | album track
            --exclude-table [^at]*                               | album track
            --include-table track --include-table album --exclude-table TRACK | album
            """)
    void takesTablesByPattern(String options, String expected) throws SQLException {
        List<String> arguments = new ArrayList<>(List.of("--to", url, "--progress", "none"));
        arguments.addAll(List.of(options.split(" +")));

        CommandLineRun run = run("migrate", arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(tables(url)).containsExactly(expected.split(" "));
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --exclude-table albun*         | pattern: albun*, nearest name: Album
            --include-table nothing*       | pattern: nothing*, tables: Album, track, play_log
            --exclude-table *              | leave no table
            --include-table [track         | pattern: [track, nearest name: track
            """)
    void refusesPatternsThatSayNothing(String options, String words) {
        CommandLineRun run = run("plan", ("-o " + folder.resolve("out") + " " + options).split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lastLine()).contains(words);
        assertThat(run.err()).hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void writesWhatIsLeftOutIntoAPlanThatMigrateFollows() throws SQLException {
        Path out = folder.resolve("out");
        assertThat(run("plan", "-o", out.toString(), "--exclude-table", "play*").exitCode())
                .isZero();

        CommandLineRun run =
                run("migrate", "--to", url, "--plan", out.resolve("plan.yaml").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(tables(url)).containsExactly("album", "track");

        String other = freshDatabase();
        CommandLineRun fewer = run(
                "migrate",
                "--to",
                other,
                "--exclude-table",
                "Album",
                "--plan",
                out.resolve("plan.yaml").toString());
        assertThat(fewer.exitCode()).as(fewer.err()).isZero();
        assertThat(tables(other)).containsExactly("track");
    }

    @Test
    void showsEveryStatementAndTouchesNothing() throws SQLException {
        CommandLineRun run =
                run("migrate", "--to", url, "--dry-run", "--schema", "music", "--flyway-history", "history");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "CREATE SCHEMA IF NOT EXISTS \"music\";",
                        "SET search_path = \"music\";",
                        "CREATE TABLE \"album\"",
                        "COPY \"music\".\"track\" (\"id\", \"album_id\", \"name\") FROM STDIN (FORMAT binary); -- 2 rows",
                        "ADD CONSTRAINT \"track_pkey\"",
                        "CREATE INDEX \"by_name\"",
                        "CREATE VIEW \"titles\"",
                        "SELECT setval(pg_get_serial_sequence('\"music\".\"track\"', 'id')",
                        "ANALYZE \"track\";",
                        "INSERT INTO \"music\".\"history\"");
        assertThat(run.lastLine()).isEqualTo("liftlock: nothing was touched");
        assertThat(Databases.query(url, "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"))
                .containsExactlyInAnyOrder("public", "information_schema");
    }

    @Test
    void showsWhatReplacingWouldDrop() throws SQLException {
        assertThat(run("migrate", "--to", url).exitCode()).isZero();

        assertThat(run("migrate", "--to", url, "--dry-run", "--replace").out())
                .containsSubsequence("DROP VIEW \"public\".\"titles\";", "DROP TABLE ", "CREATE TABLE");
        assertThat(run("migrate", "--to", url, "--dry-run").err()).contains("in the way: ", "album", "--replace");
        assertThat(tables(url)).containsExactly("album", "play_log", "track");
    }

    @Test
    void showsStatementsWithoutATargetAndWithoutValues() throws SQLException {
        Databases.sqlite(
                file, "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO counted VALUES (4711)");

        assertThat(run("migrate", "--dry-run").out()).contains("greatest(4711, max(\"id\"))");
        assertThat(run("migrate", "--dry-run", "--redact").out())
                .contains("greatest(0, max(\"id\"))")
                .doesNotContain("4711");
    }

    @Test
    void writesAScriptThatMakesWhatARunMakes() throws Exception {
        CommandLineRun written = run("migrate", "--sql-only", folder.toString());
        assertThat(written.exitCode()).as(written.err()).isZero();
        String script = Files.readString(folder.resolve("migrate.sql"));
        String scripted = freshDatabase();
        Databases.execute(scripted, script);
        assertThat(run("migrate", "--to", url).exitCode()).isZero();

        assertThat(schema(scripted)).isEqualTo(schema(url)).isNotEmpty();
        assertThat(run("migrate", "--sql-only", folder.toString()).lastLine())
                .contains("is there already", "migrate.sql");
    }

    @Test
    void tellsItsProgressInTheFormThatIsPublished() {
        Schema published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared()
                        .readTree(Path.of("..", "docs", "progress.schema.json").toFile()));

        CommandLineRun run = run("migrate", "--to", url, "--progress", "json");

        assertThat(run.exitCode()).isZero();
        List<JsonNode> lines =
                run.err().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(published.validate(line)).isEmpty());
        assertThat(lines.stream()
                        .filter(line -> line.get("state").asString().equals("over"))
                        .map(line -> line.get("phase").asString() + " "
                                + line.get("done").asLong()))
                .startsWith("profile 4", "copy 4")
                .endsWith("verify 4");
    }
}
