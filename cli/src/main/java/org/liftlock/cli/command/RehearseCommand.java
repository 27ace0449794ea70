package org.liftlock.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.source.SqliteSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock rehearse}: the whole move on a PostgreSQL that is thrown away. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Migrate into a private PostgreSQL that needs no installation, compare every row, and tell the times.")
public final class RehearseCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(names = "--keep", description = "Leave the server running, and tell how to connect and how to stop it.")
    private boolean keep;

    @Mixin
    private ServerArguments server = new ServerArguments();

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        try (SqliteSource opened = source.open()) {
            String file = Shell.quoted(source.file());
            return new Rehearsal(terminal, output, server, keep)
                    .run(
                            "rehearse",
                            opened,
                            plan.options(output.redact()),
                            (jdbcUrl, properties) -> List.of(),
                            "Next: liftlock migrate " + file + " --to postgresql://user@host/database");
        }
    }
}
