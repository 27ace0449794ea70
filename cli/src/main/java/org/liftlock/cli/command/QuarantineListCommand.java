package org.liftlock.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.Quarantine;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.VisibleText;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock quarantine list}: shows rows that were set aside, or writes them into a file. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Show the rows in quarantine with the reasons, or write them into a file for mending.")
final class QuarantineListCommand implements Callable<Integer> {

    private static final int SHOWN = 100;

    private final Terminal terminal;

    @Mixin
    private QuarantineArguments target = new QuarantineArguments();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write all of them, with their values, into this new file.")
    private @Nullable Path file;

    QuarantineListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file != null && Files.exists(file)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The file is there already; rows may have been mended in it",
                            "Give -o a new one",
                            null)
                    .with("file", file);
        }
        TargetDatabase database = target.database(terminal);
        if (file != null) {
            long rows = Quarantine.write(database, target.schema(), file);
            terminal.out().println(Figures.count(rows, "row", "rows") + " written to " + file);
            return 0;
        }
        Quarantine.Listed listed = Quarantine.list(database, target.schema(), SHOWN);
        listed.shown().forEach(row -> terminal.out().println(VisibleText.of(row)));
        if (listed.rows() > listed.shown().size()) {
            terminal.out().println("…");
        }
        terminal.out().println(Figures.count(listed.rows(), "row", "rows") + " in quarantine");
        return 0;
    }
}
