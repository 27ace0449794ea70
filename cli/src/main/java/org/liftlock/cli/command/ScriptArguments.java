package org.liftlock.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunScript;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.report.Figures;
import picocli.CommandLine.Option;

/** Whether statements are shown or written down instead of run. */
final class ScriptArguments {

    private static final String NAME_IN_FOLDER = "migrate.sql";

    @Option(
            names = "--dry-run",
            description =
                    "Show every statement that would run, in order, and touch nothing; PostgreSQL is looked at only"
                            + " if --to is given.")
    private boolean dryRun;

    @Option(
            names = "--sql-only",
            paramLabel = "DIR|FILE",
            description = "Write these statements as one script for psql, without the rows, and touch nothing.")
    private @Nullable Path file;

    /** Whether nothing is to be run. */
    boolean given() {
        return dryRun || file != null;
    }

    /** Refuses before a long run what could not be written after it. */
    void requireWritable() {
        if (file == null) {
            return;
        }
        Path script = script(file);
        Path parent = script.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The script cannot be written there",
                            "Give --sql-only a folder, or a file in one, that exists and that this user may write",
                            null)
                    .with("file", script);
        }
        if (Files.exists(script)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The script of --sql-only is there already; nothing was written",
                            "Remove it, or give another name",
                            null)
                    .with("file", script);
        }
    }

    private static Path script(Path given) {
        return Files.isDirectory(given) ? given.resolve(NAME_IN_FOLDER) : given;
    }

    /**
     * Shows the statements or writes them.
     *
     * @return the exit code
     */
    int give(RunScript script, PreparedMigration prepared, Terminal terminal) {
        if (dryRun) {
            terminal.out().print(script.text(false));
            terminal.out().flush();
        }
        if (file != null) {
            Path written = script(file);
            write(written, script.text(true));
            terminal.say("written: " + written);
        }
        if (!script.inTheWay().isEmpty()) {
            terminal.say("in the way: " + String.join(", ", script.inTheWay())
                    + "; a run would refuse without --replace, unless an unfinished run has left them");
        }
        long faults = prepared.findings().stream()
                .filter(finding -> finding.weight() == Weight.FAULT)
                .count();
        terminal.say("nothing was touched"
                + (faults == 0
                        ? ""
                        : "; a run would end with " + Figures.count(faults, "fault", "faults")
                                + ", which liftlock plan names"));
        return faults == 0 ? 0 : 1;
    }

    private static void write(Path script, String text) {
        try {
            Files.writeString(script, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT, "The script cannot be written", "Make room, or choose another file", e)
                    .with("file", script)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }
}
