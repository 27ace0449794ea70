package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.Quarantine;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.VisibleText;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code liftlock quarantine retry}: loads rows that were mended. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Load the rows of a mended file; those that are taken leave quarantine.")
final class QuarantineRetryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file that migrate or quarantine list has written, mended.")
    private Path file = Path.of("");

    @Mixin
    private QuarantineArguments target = new QuarantineArguments();

    @Option(names = "--all-or-none", description = "Load nothing unless every row of the file is taken.")
    private boolean allOrNone;

    @Option(names = "--redact", description = "Show no values from rows.")
    private boolean redact;

    QuarantineRetryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TargetDatabase database = target.database(terminal);
        Quarantine.Retried retried = Quarantine.retry(database, target.schema(), file, allOrNone, redact);
        retried.shown().forEach(line -> terminal.out().println(VisibleText.of(line)));
        if (retried.refused() > retried.shown().size()) {
            terminal.out().println("…");
        }
        terminal.out()
                .println(Figures.count(retried.loaded(), "row", "rows") + " loaded, "
                        + Figures.count(retried.refused()) + " refused"
                        + (allOrNone && retried.refused() > 0 ? ", so that nothing was changed" : ""));
        if (retried.gone() > 0) {
            terminal.out()
                    .println(Figures.count(retried.gone(), "row", "rows")
                            + " of the file left out: not in quarantine any more");
        }
        terminal.out().println(Figures.count(retried.left(), "row", "rows") + " in quarantine now");
        return retried.left() == 0 ? 0 : 1;
    }
}
