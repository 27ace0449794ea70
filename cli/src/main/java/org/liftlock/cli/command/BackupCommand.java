package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.source.DatabaseBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code liftlock backup}: a consistent, checked copy of a file that may be in use. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Make a consistent copy of a SQLite database that may be in use, and check it.")
public final class BackupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1", description = "The SQLite database. It is read, never changed.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "COPY",
            description = "Where the copy will stand; it gets this name when it is whole and checked.")
    private Path copy = Path.of("");

    @Option(names = "--replace", description = "Replace a file of that name, at once when the copy is whole.")
    private boolean replace;

    @Option(names = "--offline", description = "Nothing writes to FILE: take no care of an application.")
    private boolean offline;

    @Mixin
    private ProgressArguments listening = new ProgressArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        DatabaseBackup.Result backup;
        try (Progress progress = listening.listen(terminal)) {
            backup = DatabaseBackup.make(file, copy, replace, offline, progress);
        }
        output.show(backup, List.of("", "Next: liftlock rehearse " + Shell.quoted(copy)), terminal);
        return backup.saysNo() ? 1 : 0;
    }
}
