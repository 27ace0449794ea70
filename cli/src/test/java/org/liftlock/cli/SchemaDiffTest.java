package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaDiffTest {

    private static final String SQLITE = """
            CREATE TABLE artist (
              id       INTEGER PRIMARY KEY AUTOINCREMENT,
              key      UUID NOT NULL UNIQUE,
              name     VARCHAR(60) NOT NULL DEFAULT 'nobody',
              active   BOOLEAN NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
              since    TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              fee      INTEGER NOT NULL DEFAULT 0 CONSTRAINT fee_is_no_debt CHECK (fee >= 0),
              payload  JSON
            );
            CREATE TABLE track (
              artist_id INTEGER NOT NULL REFERENCES artist (id) ON DELETE CASCADE,
              position  INTEGER NOT NULL,
              title     TEXT NOT NULL,
              PRIMARY KEY (artist_id, position)
            );
            CREATE INDEX track_by_title ON track (title DESC, position) WHERE position > 0;
            CREATE VIEW titles AS SELECT name, title FROM track JOIN artist ON artist.id = track.artist_id;
            """;

    /** The same, in an order, in names of constraints and in types of its own. */
    private static final String POSTGRES = """
            CREATE TABLE track (
              position  integer NOT NULL,
              artist_id bigint NOT NULL,
              title     varchar(200) COLLATE "C" NOT NULL,
              CONSTRAINT a_name_of_its_own PRIMARY KEY (artist_id, position)
            );
            CREATE TABLE artist (
              id       bigserial PRIMARY KEY,
              key      uuid NOT NULL,
              name     text NOT NULL DEFAULT 'nobody',
              active   boolean NOT NULL DEFAULT true,
              since    timestamptz DEFAULT now(),
              fee      integer NOT NULL DEFAULT 0 CHECK (fee >= 0),
              payload  jsonb
            );
            CREATE UNIQUE INDEX one_key ON artist (key);
            ALTER TABLE track ADD FOREIGN KEY (artist_id) REFERENCES artist ON DELETE CASCADE;
            CREATE INDEX by_title ON track (title DESC, position) WHERE position > 0;
            CREATE VIEW titles AS SELECT name, title FROM track JOIN artist ON artist.id = track.artist_id;
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private void version(String side, int version, String sql) throws Exception {
        Path directory = Files.createDirectories(folder.resolve(side));
        Files.writeString(directory.resolve("V" + version + "__step.sql"), sql);
    }

    private CommandLineRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "schema-diff",
                folder.resolve("sqlite").toString(),
                folder.resolve("postgres").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(state, arguments.toArray(String[]::new));
    }

    private List<String> differences(String sqlite, String postgres, String... more) throws Exception {
        version("sqlite", 1, sqlite);
        version("postgres", 1, postgres);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--format", "json"));
        CommandLineRun run = run(arguments.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).startsWith("{");
        List<String> lines = new ArrayList<>();
        for (JsonNode one : JsonMapper.shared().readTree(run.out()).get("differences")) {
            lines.add(one.get("kind").asString() + " " + one.get("where").asString() + ": "
                    + one.get("sqlite").asString("—") + " | "
                    + one.get("postgres").asString("—"));
        }
        assertThat(run.exitCode()).isEqualTo(lines.isEmpty() ? 0 : 1);
        return lines;
    }

    @Test
    void agreesWhereOnlySpellingOrderAndNamesDiffer() throws Exception {
        assertThat(differences(SQLITE, POSTGRES)).isEmpty();
        assertThat(run().out()).isEqualTo("The folders agree: 2 tables.\n");
    }

    @Test
    void namesEachDifferenceOnce() throws Exception {
        String other = POSTGRES.replace("position  integer NOT NULL", "position  text NOT NULL")
                .replace("DEFAULT 'nobody'", "DEFAULT 'somebody'")
                .replace("DEFAULT true", "")
                .replace("since    timestamptz", "since    timestamptz NOT NULL")
                .replace("fee >= 0", "fee >= 1")
                .replace("payload  jsonb", "extra jsonb")
                .replace("bigserial PRIMARY KEY", "bigint PRIMARY KEY")
                .replace("CREATE UNIQUE INDEX one_key ON artist (key);", "CREATE TABLE more (id int, name text);")
                .replace("ON DELETE CASCADE", "")
                .replace("(title DESC, position) WHERE position > 0", "(title)")
                .replace("SELECT name, title", "SELECT title");

        assertThat(differences(SQLITE, other))
                .containsExactlyInAnyOrder(
                        "type track.position: INTEGER | text",
                        "default artist.name: 'nobody'::character varying | 'somebody'::text",
                        "default artist.active: true | —",
                        "not-null artist.since: — | not null",
                        "check artist (fee): (fee >= 0) | (fee >= 1)",
                        "column artist.payload: jsonb | —",
                        "column artist.extra: — | jsonb",
                        "identity artist.id: identity | —",
                        "unique artist (key): (key) | —",
                        "table more: — | table",
                        "foreign-key track (artist_id): artist (id) on delete cascade | artist (id)",
                        "index track (title desc, position): (title desc, position) where (\"position\" > 0) | —",
                        "index track (title): — | (title)",
                        "view titles: (name, title) | (title)");
    }

    @Test
    void ignoresWhatIsNamedAndSaysWhatItCouldNotCompare() throws Exception {
        String more = "CREATE VIRTUAL TABLE words USING fts5 (title);"
                + "CREATE TRIGGER follow AFTER INSERT ON track BEGIN DELETE FROM artist WHERE id < 0; END;"
                + "CREATE TABLE search (id INTEGER PRIMARY KEY);";
        String gin = "CREATE INDEX by_payload ON artist USING gin (payload);";

        assertThat(differences(SQLITE + more, POSTGRES + gin, "--ignore", "search"))
                .isEmpty();
        assertThat(run().out())
                .contains("index by_payload: SQLite has no gin indexes", "virtual table words", "trigger follow")
                .contains("search  table  table   —", "The folders differ: 1 difference in 2 tables of both sides.");
    }

    @Test
    void namesVersionsOfOneSideAndComparesTheRest() throws Exception {
        version("sqlite", 2, "ALTER TABLE artist ADD COLUMN note TEXT;");

        assertThat(differences(SQLITE, POSTGRES))
                .containsExactly("version V2: version | —", "column artist.note: text | —");
    }

    @Test
    void agreesAtOnceWithWhatThePlanWroteAlsoWhereValuesDecidedTypes() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE flyway_schema_history (installed_rank INTEGER PRIMARY KEY);"
                    + "CREATE TABLE odd (id INTEGER PRIMARY KEY, n INTEGER DEFAULT 7 CHECK (n <> 5),"
                    + " d DATE DEFAULT '2026-01-01', b TEXT, r REAL);"
                    + "CREATE INDEX odd_n ON odd (n) WHERE n > 1;"
                    + "INSERT INTO odd VALUES (1, 'text', 'no date', x'00ff', 1.5), (2, 3, '2026-01-02', 'b', 2)");
        }
        CommandLineRun planned = CommandLineRun.of(state, "plan", file.toString(), "-o", folder.toString());
        assertThat(planned.exitCode()).as(planned.err()).isZero();

        assertThat(run().out())
                .contains("index odd (n): values decided the type", "check odd (n): values decided the type")
                .contains("The folders agree: 2 tables.");
        Files.delete(folder.resolve("plan.yaml"));
        assertThat(run().out()).contains("odd.n    type   INTEGER            text");
    }

    @Test
    void refusesAVersionThatFailsWithFileAndLine() throws Exception {
        version("sqlite", 1, "CREATE TABLE t (id INTEGER PRIMARY KEY);");
        version("postgres", 1, "CREATE TABLE t (id bigint PRIMARY KEY);\n\nALTER TABLE t ADD COLUMN nothing;\n");

        CommandLineRun run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lastLine()).contains("postgres", "V1__step.sql", "line: 3", "syntax error");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesAFolderWithoutVersionsAndNoFolder() throws Exception {
        version("sqlite", 1, SQLITE);
        CommandLineRun missing = run();
        Files.createDirectories(folder.resolve("postgres"));
        CommandLineRun empty = run();

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.lastLine()).contains("There is no such folder", "postgres");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.lastLine()).contains("has no version", "postgres", "V1__words.sql");
    }

    @Test
    void agreesOnTheSampleApplicationsFolders() {
        Path db = Path.of("../sample-app/src/main/resources/db");

        CommandLineRun run = CommandLineRun.of(
                state,
                "schema-diff",
                db.resolve("sqlite").toString(),
                db.resolve("postgres").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }
}
