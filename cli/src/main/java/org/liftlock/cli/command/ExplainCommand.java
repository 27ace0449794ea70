package org.liftlock.cli.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.ExplanationText;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.finding.FindingCode;
import org.liftlock.migration.report.JsonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code liftlock explain}: what a finding means. Reads nothing. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Say why a finding matters and what settles it; without a code, list all of them.")
public final class ExplainCommand implements Callable<Integer> {

    private static final int SUGGESTIONS = 3;

    private final Terminal terminal;

    @Parameters(paramLabel = "CODE", arity = "0..1", description = "The code of a finding, for instance orphans.")
    private @Nullable String code;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "The explanation for a person (default) or for a program.")
    private OutputArguments.Format format = OutputArguments.Format.TEXT;

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String written = code;
        FindingCode found = written == null ? null : FindingCode.of(written).orElseThrow(() -> unknown(written));
        if (format == OutputArguments.Format.JSON) {
            List<FindingCode> codes = found == null ? List.of(FindingCode.values()) : List.of(found);
            terminal.out().writeBytes((JsonReport.of(codes) + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            List<String> lines = found == null ? ExplanationText.all(terminal) : ExplanationText.lines(found, terminal);
            lines.forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return 0;
    }

    private static MigrationException unknown(String written) {
        String nearest = FindingCode.nearest(written, SUGGESTIONS).stream()
                .map(FindingCode::code)
                .collect(Collectors.joining(", "));
        return new MigrationException(
                        Cause.INPUT, "There is no such finding", "liftlock explain alone lists all of them", null)
                .with("code", written)
                .with("nearest", nearest);
    }
}
