package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path state;

    private Path file;
    private Path queries;

    @BeforeEach
    void makeFiles() throws SQLException {
        file = folder.resolve("music.sqlite");
        queries = folder.resolve("own.sql");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "migrate"})
    void namesTheLineOfAMistakeInTheQueriesBeforeAnythingElse(String command) throws IOException {
        Files.writeString(queries, "-- name: all\nSELECT * FROM album\n-- name: gone\nDELETE FROM album\n");
        CommandLineRun run = CommandLineRun.of(
                state,
                command,
                file.toString(),
                "--to",
                "postgresql://127.0.0.1:1/none",
                "--queries",
                queries.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lastLine()).contains("no SELECT", "own.sql:4");
    }

    @Test
    void saysInOneLineThatTheServerIsNotThere() {
        CommandLineRun run = CommandLineRun.of(
                state, "verify", file.toString(), "--to", "postgresql://127.0.0.1:1/none", "--resume");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lastLine()).contains("127.0.0.1:1");
    }
}
