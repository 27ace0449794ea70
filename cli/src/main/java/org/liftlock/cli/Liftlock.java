package org.liftlock.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.liftlock.cli.command.AssessCommand;
import org.liftlock.cli.command.BackupCommand;
import org.liftlock.cli.command.DemoCommand;
import org.liftlock.cli.command.ExplainCommand;
import org.liftlock.cli.command.GrantsCommand;
import org.liftlock.cli.command.MigrateCommand;
import org.liftlock.cli.command.PlanCommand;
import org.liftlock.cli.command.QuarantineCommand;
import org.liftlock.cli.command.RehearseCommand;
import org.liftlock.cli.command.SampleCommand;
import org.liftlock.cli.command.SchemaDiffCommand;
import org.liftlock.cli.command.VerifyCommand;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.HeadStart;
import org.liftlock.migration.MigrationException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The program. */
@Command(
        name = "liftlock",
        description = "Moves a SQLite database into PostgreSQL, and proves row by row that nothing was lost.",
        mixinStandardHelpOptions = true,
        versionProvider = Liftlock.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {
            "Exit codes: 0 done; 1 the data or a check says no; 2 wrong usage or unreadable input;",
            "3 a database or file refused; 4 a defect of Liftlock; 130 interrupted (143 by SIGTERM).",
            "Begin with: liftlock rehearse FILE"
        })
public final class Liftlock {

    /** Tells the version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Liftlock.class.getPackage().getImplementationVersion();
            return new String[] {"liftlock " + (version == null ? "development" : version)};
        }
    }

    /** By their names. Of several only the one that is asked for is made: reading the options of all takes a tenth of a second. */
    private static final Map<String, Function<Terminal, Object>> COMMANDS = commands();

    /** Those that read a database and plan. */
    private static final Set<String> BEGUN_EARLY = Set.of("assess", "plan", "rehearse", "migrate", "verify");

    private Liftlock() {}

    private static Map<String, Function<Terminal, Object>> commands() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("assess", AssessCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("rehearse", RehearseCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("quarantine", QuarantineCommand::with);
        commands.put("explain", ExplainCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("schema-diff", SchemaDiffCommand::new);
        commands.put("grants", GrantsCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("sample", SampleCommand::new);
        return commands;
    }

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        if (arguments.length > 1 && BEGUN_EARLY.contains(arguments[0])) {
            // While one thread sets it up, others get stand-ins from it.
            LoggerFactory.getILoggerFactory();
            HeadStart.begin();
        }
        LogManager.getLogManager().reset();
        Terminal terminal = Terminal.ofThisProcess();
        int exitCode;
        try (Interruption interruption = Interruption.watch()) {
            exitCode = run(arguments, terminal, interruption);
        }
        System.exit(exitCode);
    }

    /**
     * Runs the program.
     *
     * @param arguments the command line
     * @param terminal where output goes, and the environment
     * @return the exit code
     */
    public static int run(String[] arguments, Terminal terminal) {
        return run(arguments, terminal, Interruption.none());
    }

    private static int run(String[] arguments, Terminal terminal, Interruption interruption) {
        LogFile log = new LogFile(terminal.environment());
        Failures failures = new Failures(terminal, log, interruption);
        CommandLine line = new CommandLine(new Liftlock());
        Function<Terminal, Object> only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        COMMANDS.forEach((name, command) -> {
            if (only == null || only == command) {
                line.addSubcommand(name, command.apply(terminal));
            }
        });
        line.setOut(new PrintWriter(terminal.out(), true));
        line.setErr(new PrintWriter(terminal.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(60, Math.min(100, terminal.width())));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((failure, ignored) -> failures.usage(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failures.failed(failure, command.getCommand()));
        line.setExecutionStrategy(parsed -> execute(parsed, log));
        int exitCode;
        try {
            exitCode = line.execute(arguments);
        } catch (OutOfMemoryError e) {
            exitCode = failures.failed(MigrationException.outOfMemory(e));
        } catch (Error e) {
            exitCode = failures.failed(e);
        }
        return interruption.requested() ? ExitCode.INTERRUPTED : exitCode;
    }

    private static int execute(ParseResult parsed, LogFile log) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "No command is given");
        }
        log.start();
        return new RunLast().execute(parsed);
    }
}
