package org.liftlock.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.report.PlanReport;
import org.liftlock.migration.source.SqliteSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock plan}: says what becomes of everything, and writes it down. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write plan.yaml, to be read and edited, and Flyway folders for both databases.")
public final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Where to write; made if it is missing. What you changed in a plan.yaml there is kept.")
    private Path folder = Path.of("");

    @Option(names = "--replace", description = "Overwrite scripts in DIR that are not as Liftlock wrote them.")
    private boolean replace;

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private ProgressArguments listening = new ProgressArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        try (SqliteSource opened = source.open()) {
            PreparedMigration prepared;
            try (Progress progress = listening.listen(terminal)) {
                prepared = Migration.prepareAgain(opened, plan.options(output.redact()), folder, progress);
            }
            Migration.writePlan(opened, prepared, folder, replace);
            PlanReport report = PlanReport.of(
                            source.file().toString(),
                            folder.toString(),
                            opened.schema(),
                            prepared.profile(),
                            prepared.plan(),
                            prepared.findings(),
                            prepared.choices())
                    .withChanges(prepared.changes());
            output.show(report, ending(report), terminal);
            return report.saysNo() ? 1 : 0;
        }
    }

    private List<String> ending(PlanReport report) {
        List<String> ending = new ArrayList<>(List.of(
                "Plan:   " + folder.resolve("plan.yaml"),
                "Flyway: " + folder.resolve("sqlite") + " and " + folder.resolve("postgres")));
        Path offers = folder.resolve("postgres-offers");
        if (Files.isDirectory(offers)) {
            ending.add("Offers: " + offers + ", for what is left out; nothing runs them by itself");
        }
        ending.add("");
        ending.add(
                report.saysNo()
                        ? "Next: settle what stands above, in plan.yaml or by options, and plan again"
                        : "Next: read plan.yaml, then liftlock migrate " + Shell.quoted(source.file()) + " --plan "
                                + Shell.quoted(folder.resolve("plan.yaml")) + " --to URL");
        return ending;
    }
}
