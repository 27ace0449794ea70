package org.liftlock.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.AssessmentText;
import org.liftlock.cli.screen.BackupText;
import org.liftlock.cli.screen.PlanText;
import org.liftlock.cli.screen.ReportText;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.cli.screen.TwinText;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.assessment.Assessment;
import org.liftlock.migration.report.HtmlReport;
import org.liftlock.migration.report.JsonReport;
import org.liftlock.migration.report.PlanReport;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.report.VisibleText;
import org.liftlock.migration.source.DatabaseBackup;
import org.liftlock.migration.twin.TwinComparison;
import picocli.CommandLine.Option;

/** How results are shown and kept. */
final class OutputArguments {

    /** Forms of a result on standard output. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "Results for a person (default) or for a program.")
    private Format format = Format.TEXT;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write the whole report as one HTML page, too.")
    private @Nullable Path page;

    @Option(names = "--redact", description = "Show no values from rows.")
    private boolean redact;

    boolean redact() {
        return redact;
    }

    /** Refuses what another option makes senseless. */
    void requireText(String options) {
        if (format == Format.JSON || page != null) {
            throw new MigrationException(
                    Cause.INPUT,
                    "--format json and --report are for results, of which " + options + " have none",
                    "Leave them out; liftlock plan reports what would become of everything",
                    null);
        }
    }

    /** Refuses before a long run what could not be written after it. */
    void requireWritable() {
        if (page == null) {
            return;
        }
        Path parent = page.toAbsolutePath().getParent();
        if (Files.isDirectory(page) || parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The report cannot be written there",
                            "Give --report a file in a folder that exists and that this user may write",
                            null)
                    .with("file", page);
        }
    }

    /**
     * Shows a report.
     *
     * @param report what to show
     * @param ending lines for a person that follow it
     */
    void show(RunReport report, List<String> ending, Terminal terminal) {
        if (format == Format.JSON) {
            json(JsonReport.of(report), terminal);
        } else {
            text(ReportText.lines(report, terminal), ending, terminal);
        }
        if (page != null) {
            write(page, HtmlReport.of(report));
        }
        requireWritten(terminal);
    }

    void show(PlanReport report, List<String> ending, Terminal terminal) {
        if (format == Format.JSON) {
            json(JsonReport.of(report), terminal);
        } else {
            text(PlanText.lines(report, terminal), ending, terminal);
        }
        if (page != null) {
            write(page, HtmlReport.of(report));
        }
        requireWritten(terminal);
    }

    void show(DatabaseBackup.Result backup, List<String> ending, Terminal terminal) {
        if (format == Format.JSON) {
            json(JsonReport.of(backup), terminal);
        } else {
            text(BackupText.lines(backup, terminal), ending, terminal);
        }
        if (page != null) {
            write(page, HtmlReport.of(backup));
        }
        requireWritten(terminal);
    }

    void show(Assessment assessment, List<String> ending, Terminal terminal) {
        if (format == Format.JSON) {
            json(JsonReport.of(assessment), terminal);
        } else {
            text(AssessmentText.lines(assessment, terminal), ending, terminal);
        }
        if (page != null) {
            write(page, HtmlReport.of(assessment));
        }
        requireWritten(terminal);
    }

    void show(Path sqlite, Path postgres, TwinComparison comparison, List<String> ending, Terminal terminal) {
        if (format == Format.JSON) {
            json(JsonReport.of(sqlite.toString(), postgres.toString(), comparison), terminal);
        } else {
            text(TwinText.lines(comparison, terminal), ending, terminal);
        }
        if (page != null) {
            write(page, HtmlReport.of(sqlite.toString(), postgres.toString(), comparison));
        }
        requireWritten(terminal);
    }

    private void text(List<String> lines, List<String> ending, Terminal terminal) {
        lines.forEach(terminal.out()::println);
        ending.forEach(line -> terminal.out().println(VisibleText.of(line)));
        if (page != null) {
            terminal.out().println(VisibleText.of("Report: " + page));
        }
        terminal.out().flush();
    }

    /** JSON is UTF-8, whatever the terminal is (RFC 8259, section 8.1). */
    private static void json(String text, Terminal terminal) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        terminal.out().write(bytes, 0, bytes.length);
        terminal.out().flush();
    }

    /** A print stream keeps its errors to itself, and a script would take half a result for a whole one. */
    private static void requireWritten(Terminal terminal) {
        if (terminal.out().checkError()) {
            throw new MigrationException(
                    Cause.ENVIRONMENT,
                    "The run is done, but its result could not be written to standard output",
                    "See where that leads: a full disk, or a program that stopped reading",
                    null);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The run is done, but its report could not be written",
                            "Make room or choose another file; liftlock verify --report writes one without another run",
                            e)
                    .with("file", file)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }
}
