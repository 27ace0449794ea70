package org.liftlock.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.ExistingRows;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code liftlock verify}: compares both databases, changing neither. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compare every row, key and index in PostgreSQL with FILE. Give the options that migrate was given.")
public final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--plan", paramLabel = "FILE", description = "The plan.yaml that migrate followed.")
    private @Nullable Path planFile;

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private ProgressArguments listening = new ProgressArguments();

    @Mixin
    private QueriesArguments queries = new QueriesArguments();

    @Option(
            names = "--resume",
            description =
                    "Go on with a comparison of this file and this database that was cut off: parts of tables that it"
                            + " found equal are not read again.")
    private boolean resume;

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        queries.requireReadable();
        ExistingRows existingRows = target.existingRows(false);
        TargetDatabase database = target.database(terminal);
        try (SqliteSource opened = source.open()) {
            database.requireReadable();
            RunReport report;
            try (Progress progress = listening.listen(terminal)) {
                PreparedMigration prepared =
                        Migration.prepare(opened, plan.options(output.redact()), planFile, progress);
                prepared = target.fit(opened, prepared, database, output.redact(), progress);
                MigrateOptions options = new MigrateOptions(
                                target.schema(), target.existing(), false, true, null, output.redact())
                        .withExistingRows(existingRows, false)
                        .with(queries.proof(memory(database), resume));
                progress.knows(prepared);
                report = Migration.verify(opened, prepared, database, options, progress);
            } catch (MigrationException e) {
                hint(e, memory(database));
                throw e;
            }
            String next = report.saysNo()
                    ? "Next: look at the differences above; if PostgreSQL is not in use yet, liftlock migrate --replace"
                            + " brings all rows again"
                    : "Next: point the application at PostgreSQL";
            List<String> ending = report.target() == null
                    ? Endings.untouched()
                    : Endings.connect(database.psqlCommand(), database.url(), target.schema(), next);
            output.show(report, ending, terminal);
            return report.saysNo() ? 1 : 0;
        }
    }

    /** What an unfinished comparison has found equal. */
    private Path memory(TargetDatabase database) {
        String name = StateFolder.name(
                "verify", source.file().toAbsolutePath().normalize().toString(), database.url(), target.schema());
        return StateFolder.of(terminal.environment()).resolve(name);
    }

    private void hint(MigrationException failure, Path memory) {
        if (failure.reason() != Cause.INPUT && Files.exists(memory)) {
            terminal.say("hint: with --resume the same command goes on behind what was found equal");
        }
    }
}
