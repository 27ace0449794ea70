package org.liftlock.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import org.liftlock.migration.Quarantine;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.DatabaseBackup;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code liftlock migrate}: builds, fills and proves a PostgreSQL database. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Bring schema, rows, keys, indexes and views into PostgreSQL, and compare every row.")
public final class MigrateCommand implements Callable<Integer>, Continuation {

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private long kept;

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
                    + " --target-schema=existing remove their rows, as --existing-rows=truncate does.")
    private boolean replace;

    @Option(
            names = "--cascade",
            description =
                    "With --existing-rows=truncate, remove the rows of tables outside the plan, too, if they refer"
                            + " to those of the plan; without it such a run is refused and lists them.")
    private boolean cascade;

    @Option(
            names = "--backup",
            paramLabel = "COPY",
            description =
                    "First make a consistent, checked copy of FILE there; if the check says no, nothing is moved.")
    private @Nullable Path backup;

    @Option(
            names = "--flyway-history",
            paramLabel = "TABLE",
            description =
                    "Record versions 1 and 2 in this history table, so that the application's Flyway goes on at 3.")
    private @Nullable String flywayHistoryTable;

    @Mixin
    private PlanArguments plan = new PlanArguments();

    @Mixin
    private ServedLoadArguments load = new ServedLoadArguments();

    @Mixin
    private QuarantineFileArguments quarantine = new QuarantineFileArguments();

    @Mixin
    private ScriptArguments script = new ScriptArguments();

    @Mixin
    private ProgressArguments listening = new ProgressArguments();

    @Mixin
    private QueriesArguments queries = new QueriesArguments();

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
        script.requireWritable();
        queries.requireReadable();
        MigrateOptions options = options();
        if (script.given()) {
            return script(options);
        }
        Path aside = options.load().quarantinesBadRows() ? quarantine.place(output.page()) : null;
        TargetDatabase database = target.database(terminal);
        if (backup != null) {
            requireUsable(database);
            keep(backup);
        }
        try (SqliteSource opened = source.open()) {
            requireUsable(database);
            RunReport report;
            try (Progress progress = listening.listen(terminal)) {
                PreparedMigration prepared =
                        Migration.prepare(opened, plan.options(output.redact()), planFile, progress);
                prepared = target.fit(opened, prepared, database, output.redact(), progress);
                progress.knows(prepared);
                try {
                    report = Migration.migrate(opened, prepared, database, options, progress);
                } finally {
                    kept = progress.keptRows();
                }
            }
            boolean refused = aside != null && refused(report);
            output.show(report, ending(report, database, refused ? aside : null), terminal);
            if (refused && aside != null) {
                long rows = Quarantine.write(database, target.schema(), aside);
                terminal.say("quarantine: " + rows + (rows == 1 ? " row" : " rows") + " written to " + aside);
            }
            return report.saysNo() ? 1 : 0;
        }
    }

    private static boolean refused(RunReport report) {
        return report.tables().stream().anyMatch(table -> table.rowsQuarantined() > 0);
    }

    private MigrateOptions options() {
        if (quarantine.given() && !load.options().quarantinesBadRows()) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--quarantine-file needs --on-bad-row quarantine",
                    "Add it, or leave --quarantine-file out",
                    null);
        }
        if (target.existing() && flywayHistoryTable != null) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--flyway-history does not go with --target-schema=existing",
                    "Leave it out: existing tables have a history of their own",
                    null);
        }
        if (target.existing() && script.given()) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--dry-run and --sql-only do not go with --target-schema=existing",
                    "Leave them out: rows are brought into existing tables in one transaction, all or none",
                    null);
        }
        ExistingRows existingRows = target.existingRows(replace);
        if (cascade && !(target.existing() && existingRows == ExistingRows.TRUNCATE)) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--cascade needs --target-schema=existing and --existing-rows=truncate",
                    "Add them, or leave --cascade out",
                    null);
        }
        return new MigrateOptions(
                        target.schema(),
                        target.existing(),
                        replace,
                        !unverified,
                        flywayHistoryTable,
                        output.redact(),
                        existingRows,
                        cascade,
                        load.options())
                .with(queries.proof());
    }

    private int script(MigrateOptions options) {
        output.requireText("--dry-run and --sql-only");
        TargetDatabase database = target.isNamed() ? target.database(terminal) : null;
        if (database != null) {
            database.requireUsable(target.schema());
        }
        try (SqliteSource opened = source.open()) {
            PreparedMigration prepared;
            try (Progress progress = listening.listen(terminal)) {
                prepared = Migration.prepare(opened, plan.options(output.redact()), planFile, progress);
            }
            if (prepared.isBlocked()) {
                output.show(Migration.refuse(opened, prepared), Endings.untouched(), terminal);
                return 1;
            }
            return script.give(Migration.script(opened, prepared, options, database), prepared, terminal);
        }
    }

    @Override
    public Optional<String> next() {
        if (kept == 0 || spec == null) {
            return Optional.empty();
        }
        return Optional.of(
                Resumption.line(spec.root().commandLine().getParseResult().originalArgs(), kept));
    }

    private void requireUsable(TargetDatabase database) {
        if (target.existing()) {
            database.requireReadable();
        } else {
            database.requireUsable(target.schema());
        }
    }

    /** Before the file is opened for the run, since a copy may not be begun while this process holds locks on it. */
    private void keep(Path copy) {
        DatabaseBackup.Result made;
        try (Progress progress = listening.listen(terminal)) {
            made = DatabaseBackup.make(source.file(), copy, false, source.offline(), progress);
        }
        if (made.saysNo()) {
            throw new MigrationException(
                            Cause.DATA,
                            "The backup stands, but its check found faults that the file has, too; nothing was moved",
                            "liftlock plan names the rows; settle them, or leave out --backup",
                            null)
                    .with("copy", copy)
                    .with("first fault", made.findings().get(0).line());
        }
        terminal.say("backup: " + copy + ", checked");
    }

    private List<String> ending(RunReport report, TargetDatabase database, @Nullable Path aside) {
        if (report.target() == null) {
            return Endings.untouched();
        }
        String next = aside != null
                ? "Next: mend the rows in " + Shell.quoted(aside) + ", then liftlock quarantine retry "
                        + Shell.quoted(aside) + " --to URL"
                : report.saysNo()
                        ? "Next: look at the faults above; liftlock verify compares again after a repair"
                        : unverified
                                ? "Next: liftlock verify " + Shell.quoted(source.file()) + " --to URL"
                                : "Next: point the application at PostgreSQL"
                                        + (backup == null
                                                ? "; liftlock backup " + Shell.quoted(source.file())
                                                        + " -o COPY keeps the file as it was"
                                                : "");
        return Endings.connect(database.psqlCommand(), database.url(), target.schema(), next);
    }
}
