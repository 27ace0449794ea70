package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.cli.screen.Terminal;

class LiftlockTest {

    private static final String NOBODY_LISTENS = "postgresql://anna:S3cret@127.0.0.1:1/music";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path database;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = folder.resolve("music.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE track (id INTEGER PRIMARY KEY, name TEXT)");
        }
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString(), "LOCALAPPDATA", folder.toString()),
                false,
                false,
                100);
        return Liftlock.run(arguments, terminal);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("liftlock ").hasLineCount(1);
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "rehearse", "migrate", "verify", "demo", "backup"})
    void helpsWithEveryCommand(String command) {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("  " + command);
        out.reset();

        assertThat(run(command, "--help")).isZero();
        assertThat(out()).contains("Usage: liftlock " + command, "--format", "--report", "--redact");
        assertThat(err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                  | No command is given. See liftlock --help
                    migrat                              | There is no command 'migrat'
                    migrate                             | Missing required parameter: 'FILE'. See liftlock migrate --help
                    plan a.db                           | Missing required option: '--output=DIR'
                    migrate a.db --too x                | Unknown option
                    migrate a.db b.db                   | Unmatched argument
                    migrate a.db --names upper          | --names
                    migrate a.db --zone Mars/Olympus    | Mars/Olympus' is no time zone
                    migrate a.db --unstorable-text null | --unstorable-text
                    migrate a.db --format yaml          | --format
                    migrate a.db --jobs 0               | is no number of jobs
                    migrate a.db --jobs many            | is no number of jobs
                    migrate a.db --max-rate 0           | is no size
                    migrate a.db --max-rate 20XB        | is no size
                    migrate a.db --max-rate -1MB        | is no size
                    migrate a.db --stall-timeout 0      | is no time
                    migrate a.db --stall-timeout 1h     | is no time
                    migrate a.db --on-bad-row skip      | --on-bad-row
                    migrate a.db --progress loud        | --progress
                    rehearse a.db --resume              | Unknown option
                    rehearse a.db --max-rate 1MB        | Unknown option
                    """)
    void saysInOneLineWhatIsWrongWithTheCommand(String line, String message) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" +");

        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).startsWith("liftlock: ").contains(message, "--help").hasLineCount(1);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate a.db postgresql://anna:S3cret@h/d",
                "migrate a.db --tu=postgresql://anna:S3cret@h/d",
                "migrate a.db jdbc:postgresql://h/d?user=a&password=S3cret",
                "postgresql://anna:S3cret@h/d",
            })
    void repeatsNoPasswordOfAWrongCommand(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err()).contains("***").doesNotContain("S3cret").hasLineCount(1);
    }

    @Test
    void writesNoControlCharactersOfArguments() {
        assertThat(run("migrate", "\u001b[2J\u009b", "\u001b]0;title\u0007\nsecond"))
                .isEqualTo(2);
        assertThat(err())
                .doesNotContain("\u001b")
                .doesNotContain("\u009b")
                .doesNotContain("\u0007")
                .hasLineCount(1);
    }

    @Test
    void refusesMissingFile() {
        assertThat(run("verify", folder.resolve("none.sqlite").toString(), "--to", "postgresql://127.0.0.1:1/x"))
                .isEqualTo(2);
        assertThat(err()).contains("none.sqlite").hasLineCount(1);
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no database at all, but long enough to be read\n");

        assertThat(run("rehearse", file.toString())).isEqualTo(2);
        assertThat(err()).contains("notes.txt").hasLineCount(1);
    }

    @Test
    void refusesUnreadableAddressBeforeAnythingElse() {
        assertThat(run("migrate", folder.resolve("none").toString(), "--to", "music"))
                .isEqualTo(2);
        assertThat(err()).contains("no address of a PostgreSQL database").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "verify"})
    void namesUnreachableTargetAndHintsAtThePassword(String command) {
        assertThat(run(command, database.toString(), "--to", NOBODY_LISTENS)).isEqualTo(3);
        assertThat(err())
                .contains("hint: A password", "No server answers", "127.0.0.1:1/music")
                .doesNotContain("S3cret")
                .hasLineCount(2);
        assertThat(out()).isEmpty();
    }

    @Test
    void refusesUnwritableReportBeforeTheRun() {
        Path page = folder.resolve("missing").resolve("report.html");

        assertThat(run("rehearse", database.toString(), "--report", page.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("report.html").hasLineCount(1);
    }

    @Test
    void keepsStackTracesInTheLogAlone() throws Exception {
        run("migrate", database.toString(), "--to", NOBODY_LISTENS);

        assertThat(err()).doesNotContain("\tat ");
        try (var files = Files.walk(folder)) {
            Path log = files.filter(file -> file.getFileName().toString().equals("liftlock.log"))
                    .findFirst()
                    .orElseThrow();
            assertThat(log).content().contains("\tat org.liftlock").doesNotContain("S3cret");
        }
    }

    @Test
    void logsWhereThePlatformKeepsLogs() {
        Path home = Path.of("/home/anna");

        assertThat(LogFile.folder(Map.of(), "Linux", home)).isEqualTo(home.resolve(".local/state/liftlock"));
        assertThat(LogFile.folder(Map.of("XDG_STATE_HOME", "/state"), "Linux", home))
                .isEqualTo(Path.of("/state/liftlock"));
        assertThat(LogFile.folder(Map.of(), "Mac OS X", home)).isEqualTo(home.resolve("Library/Logs/liftlock"));
        assertThat(LogFile.folder(Map.of("LOCALAPPDATA", "/local"), "Windows 11", home))
                .isEqualTo(Path.of("/local/liftlock/logs"));
    }
}
