package org.liftlock.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock demo}: the main job, end to end, on data that it makes itself. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Make the SQLite file of a music service, move it into a private PostgreSQL, and compare every row.")
public final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--keep", description = "Leave the server running, and tell how to connect and how to stop it.")
    private boolean keep;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        try {
            Path folder = Files.createTempDirectory("liftlock-demo");
            Path file = folder.resolve("music.sqlite");
            try {
                terminal.say("making the SQLite file of Music Time Machine, a sample application");
                DemoApplication application = new DemoApplication(file);
                application.fill();
                try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
                    return new Rehearsal(terminal, output, server, keep)
                            .run(
                                    "demo",
                                    source,
                                    PlanOptions.defaults(),
                                    application::compare,
                                    "Next: liftlock rehearse FILE, with your own");
                }
            } finally {
                for (String suffix : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(folder.resolve(file.getFileName() + suffix));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException | SQLException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The demo's data cannot be made in the folder for temporary files",
                            "Make room there, or choose another by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR",
                            e)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }
}
