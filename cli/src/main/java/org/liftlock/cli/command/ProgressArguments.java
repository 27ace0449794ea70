package org.liftlock.cli.command;

import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import picocli.CommandLine.Option;

/** How a run tells how it goes on. */
final class ProgressArguments {

    @Option(
            names = "--progress",
            paramLabel = "auto|plain|json|none",
            description =
                    "On standard error: one line that is written over on a terminal, else a line every few seconds"
                            + " (auto, default); such lines always (plain); a JSON object in each (json); nothing (none).")
    private Progress.Form form = Progress.Form.AUTO;

    Progress listen(Terminal terminal) {
        return new Progress(terminal, form);
    }
}
