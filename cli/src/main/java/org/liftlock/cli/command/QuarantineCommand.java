package org.liftlock.cli.command;

import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code liftlock quarantine}: what becomes of rows that a run has set aside. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|retry",
        description = "Look at the rows that migrate has set aside, and load them after mending.")
public final class QuarantineCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private QuarantineCommand() {}

    /**
     * Makes the command with what it can do.
     *
     * @param terminal where output goes
     * @return a command line to be added
     */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new QuarantineCommand())
                .addSubcommand(new QuarantineListCommand(terminal))
                .addSubcommand(new QuarantineRetryCommand(terminal));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "list or retry is missing");
        }
    }
}
