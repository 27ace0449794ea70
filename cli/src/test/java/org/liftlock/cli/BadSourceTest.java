package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.cli.screen.Terminal;

/** What the program says of files that it cannot or must not move, without a server. */
class BadSourceTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private Path whole;

    @BeforeEach
    void makeFiles() throws Exception {
        whole = folder.resolve("whole.db");
        sqlite(
                whole,
                "PRAGMA page_size = 1024",
                "CREATE TABLE track (id INTEGER PRIMARY KEY, name TEXT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                        + " INSERT INTO track SELECT i, 'name ' || i FROM n");
        byte[] bytes = Files.readAllBytes(whole);
        Files.writeString(folder.resolve("text.db"), "no database at all, but long enough to be read\n".repeat(50));
        Files.createFile(folder.resolve("empty.db"));
        Files.createDirectory(folder.resolve("folder.db"));
        Files.write(folder.resolve("truncated.db"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(folder.resolve("stump.db"), Arrays.copyOf(bytes, 50));
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 4 * 1024, 5 * 1024, (byte) 0x5a);
        Files.write(folder.resolve("damaged.db"), damaged);
    }

    private static void sqlite(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(state, arguments);
    }

    private Map<String, Integer> files() throws Exception {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @ParameterizedTest
    @CsvSource({
        "text.db, not a SQLite database, unencrypted",
        "stump.db, not a SQLite database, unencrypted",
        "empty.db, 0 bytes, path",
        "folder.db, folder, path",
        "missing.db, no such file, path",
        "truncated.db, truncated, backup",
        "damaged.db, damaged, .recover",
    })
    void saysInOneLineWhyAFileCannotBeRead(String name, String why, String remedy) throws Exception {
        Map<String, Integer> before = files();

        for (String format : new String[] {"text", "json"}) {
            CommandLineRun run = run("rehearse", folder.resolve(name).toString(), "--format", format);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.lastLine()).startsWith("liftlock: ").contains(why, remedy);
            assertThat(run.err()).doesNotContain("PostgreSQL").doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void startsNoServerForAPlanThatIsBlocked() throws Exception {
        Path file = folder.resolve("nul.db");
        sqlite(file, "CREATE TABLE track (name TEXT)", "INSERT INTO track VALUES ('a' || char(0))");

        CommandLineRun run = run("rehearse", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("PostgreSQL");
        assertThat(run.out()).contains("track.name", "rowid 1", "nothing was touched", "Next: ");
    }

    @Test
    void refusesMoreColumnsThanPostgresHas() throws Exception {
        Path file = folder.resolve("wide.db");
        StringBuilder columns = new StringBuilder("c0 INTEGER");
        for (int i = 1; i <= 1_600; i++) {
            columns.append(", c").append(i).append(" INTEGER");
        }
        sqlite(file, "CREATE TABLE wide (" + columns + ")");

        CommandLineRun run = run("rehearse", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("wide", "1601", "1,600", "nothing was touched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void showsNoValuesWhereItIsToRedact(String format) throws Exception {
        Path file = folder.resolve("secret.db");
        sqlite(
                file,
                "CREATE TABLE person (name TEXT PRIMARY KEY, note TEXT, born DATETIME, met DATETIME) WITHOUT ROWID",
                "CREATE TABLE friend (name TEXT PRIMARY KEY REFERENCES person (name)) WITHOUT ROWID",
                "INSERT INTO person VALUES ('S3cretName', 'S3cret' || char(0), 'S3cretDate', 1700000000)",
                "INSERT INTO friend VALUES ('S3cretFriend')");
        Path page = state.resolve("report.html");

        CommandLineRun open = run("rehearse", file.toString(), "--format", format);
        assertThat(open.out()).contains("S3cretName", "S3cretFriend", "2023-11-14");

        CommandLineRun run =
                run("rehearse", file.toString(), "--redact", "--format", format, "--report", page.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("person", "key not shown");
        assertThat(run.out() + run.err() + Files.readString(page))
                .doesNotContain("S3cret")
                .doesNotContain("2023-11-14");

        CommandLineRun plan = run(
                "plan", file.toString(), "--redact", "-o", state.resolve("plan").toString());
        assertThat(plan.out()
                        + plan.err()
                        + Files.readString(state.resolve("plan").resolve("plan.yaml")))
                .doesNotContain("S3cret")
                .doesNotContain("2023-11-14");
    }

    @Test
    void namesAFolderThatCannotTakeThePlan() throws Exception {
        Map<String, Integer> before = files();

        CommandLineRun run =
                run("plan", whole.toString(), "-o", whole.resolve("below").toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lastLine()).contains("cannot be written", "below", "-o");
        assertThat(run.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void saysThatItsResultWentNowhere() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Terminal terminal = new Terminal(
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("XDG_STATE_HOME", state.toString(), "LOCALAPPDATA", state.toString()),
                false,
                false,
                100);
        String[] arguments = {
            "plan", whole.toString(), "-o", state.resolve("plan").toString()
        };

        assertThat(Liftlock.run(arguments, terminal)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The run is done, but", "standard output");
    }

    @Test
    void plansAFileWhoseNameMeansSomethingInAUrl() throws Exception {
        Path file = Files.copy(whole, folder.resolve("a b%41#c.db"));

        CommandLineRun run =
                run("plan", file.toString(), "-o", state.resolve("plan").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("track");
    }
}
