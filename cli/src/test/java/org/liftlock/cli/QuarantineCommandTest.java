package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** The way of a refused row from the command line: set aside, mended, loaded. */
class QuarantineCommandTest {

    private static EmbeddedServer server;

    @TempDir
    private Path folder;

    private Path file;
    private Path rows;
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
        rows = folder.resolve("aside.jsonl");
        file = Databases.sqlite(
                folder.resolve("music.sqlite"),
                "CREATE TABLE track (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO track VALUES (1, 'Aguas'), (2, 'Berim' || CAST(x'00' AS TEXT) || 'bau')");
        url = server.jdbcUrl(Databases.fresh(server));
    }

    private CommandLineRun run(Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return CommandLineRun.of(folder.resolve("state"), texts.toArray(String[]::new));
    }

    private CommandLineRun migrate() {
        return run("migrate", file, "--to", url, "--on-bad-row", "quarantine", "--quarantine-file", rows);
    }

    @Test
    void setsARowAsideAndLoadsItAfterMending() throws IOException {
        CommandLineRun migrated = migrate();

        assertThat(migrated.exitCode()).as(migrated.err()).isEqualTo(1);
        assertThat(migrated.out())
                .contains("rows-refused", "track: 1 row: rowid 2", "set aside", "quarantine retry " + rows)
                .contains("2 rows read");
        assertThat(migrated.err()).contains("quarantine: 1 row written to " + rows);
        CommandLineRun listed = run("quarantine", "list", "--to", url);
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out())
                .isEqualToNormalizingNewlines("track rowid 2: column name holds what does not fit: a text with U+0000\n"
                        + "1 row in quarantine\n");

        CommandLineRun early = run("quarantine", "retry", rows, "--to", url);
        assertThat(early.exitCode()).isEqualTo(1);
        assertThat(early.out())
                .contains("line 2: track rowid 2: ", "0 rows loaded, 1 refused", "1 row in quarantine now");

        Files.writeString(rows, Files.readString(rows).replace("\\u0000", ""));
        CommandLineRun mended = run("quarantine", "retry", rows, "--to", url);
        assertThat(mended.exitCode()).isZero();
        assertThat(mended.out()).contains("1 row loaded, 0 refused", "0 rows in quarantine now");
        CommandLineRun again = run("quarantine", "retry", rows, "--to", url);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("0 rows loaded", "1 row of the file left out: not in quarantine any more");
    }

    @Test
    void writesTheRowsAnewButNeverOverAFile() throws IOException {
        migrate();
        Path anew = folder.resolve("anew.jsonl");

        assertThat(run("quarantine", "list", "--to", url, "-o", anew).exitCode())
                .isZero();
        assertThat(Files.readString(anew)).isEqualTo(Files.readString(rows));
        CommandLineRun over = run("quarantine", "list", "--to", url, "-o", anew);
        assertThat(over.exitCode()).isEqualTo(2);
        assertThat(over.lastLine()).contains("there already");
        CommandLineRun second = migrate();
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.lastLine()).contains("--quarantine-file", rows.toString());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("quarantine").exitCode()).isEqualTo(2);
        assertThat(run("migrate", file, "--to", url, "--quarantine-file", rows).lastLine())
                .contains("--on-bad-row quarantine");
        CommandLineRun none = run("quarantine", "retry", rows, "--to", url);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.lastLine()).contains("No run has set rows aside");
        assertThat(run("quarantine", "list", "--to", url).out()).contains("0 rows in quarantine");
    }
}
