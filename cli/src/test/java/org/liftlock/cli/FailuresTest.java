package org.liftlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.cli.command.Continuation;
import org.liftlock.cli.command.Resumption;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

class FailuresTest {

    @TempDir
    private Path folder;

    @Test
    void tellsHowToGoOnWithoutThePassword() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, Map.of("XDG_STATE_HOME", folder.toString()), false, false, 80);
        Failures failures = new Failures(terminal, new LogFile(terminal.environment()), Interruption.none());
        Continuation command = () -> Optional.of(Resumption.line(
                List.of("migrate", "a.db", "--to", "postgresql://anna:S3cret@db.example.org/music"), 20));

        int exitCode = failures.failed(new MigrationException(Cause.INTERRUPTED, "Interrupted", "", null), command);

        assertThat(exitCode).isEqualTo(130);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("liftlock: interrupted\n"
                        + "liftlock: Next: liftlock migrate a.db --to postgresql://anna:***@db.example.org/music --resume"
                        + " goes on from the 20 rows in PostgreSQL; without --resume it begins anew\n");
    }
}
