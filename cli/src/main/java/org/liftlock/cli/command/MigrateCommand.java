package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Progress;
import org.liftlock.cli.screen.Terminal;
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

/** {@code liftlock migrate}: builds, fills and proves a PostgreSQL database. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Bring schema, rows, keys, indexes and views into PostgreSQL, and compare every row.")
public final class MigrateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private SourceArguments source = new SourceArguments();

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--plan", paramLabel = "FILE", description = "Follow this plan.yaml, written by liftlock plan.")
    private @Nullable Path planFile;

    @Option(names = "--no-verify", description = "Do not compare the rows afterwards.")
    private boolean unverified;

    @Option(
            names = "--replace",
            description = "Drop tables and views of these names that are there, after listing them; with"
                    + " --target-schema=existing remove their rows.")
    private boolean replace;

    @Option(
            names = "--flyway-history",
            paramLabel = "TABLE",
            description =
                    "Record versions 1 and 2 in this history table, so that the application's Flyway goes on at 3.")
    private @Nullable String flywayHistoryTable;

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private OutputArguments output = new OutputArguments();

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public MigrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        output.requireWritable();
        if (target.existing() && flywayHistoryTable != null) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--flyway-history does not go with --target-schema=existing",
                    "Leave it out: existing tables have a history of their own",
                    null);
        }
        TargetDatabase database = target.database(terminal);
        try (SqliteSource opened = source.open()) {
            if (target.existing()) {
                database.requireReadable();
            } else {
                database.requireUsable(target.schema());
            }
            RunReport report;
            try (Progress progress = new Progress(terminal)) {
                PreparedMigration prepared =
                        Migration.prepare(opened, plan.options(output.redact()), planFile, progress);
                prepared = target.fit(opened, prepared, database, output.redact(), progress);
                MigrateOptions options = new MigrateOptions(
                        target.schema(), target.existing(), replace, !unverified, flywayHistoryTable, output.redact());
                report = Migration.migrate(opened, prepared, database, options, progress);
            }
            output.show(report, ending(report, database), terminal);
            return report.saysNo() ? 1 : 0;
        }
    }

    private List<String> ending(RunReport report, TargetDatabase database) {
        if (report.target() == null) {
            return Endings.untouched();
        }
        String next = report.saysNo()
                ? "Next: look at the faults above; liftlock verify compares again after a repair"
                : unverified
                        ? "Next: liftlock verify " + Shell.quoted(source.file()) + " --to URL"
                        : "Next: point the application at PostgreSQL";
        return Endings.connect(database.psqlCommand(), database.url(), target.schema(), next);
    }
}
