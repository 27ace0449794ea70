package org.liftlock.cli;

import java.util.regex.Pattern;
import org.liftlock.cli.command.Continuation;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.migration.MigrationException;
import org.liftlock.pg.EmbeddedServerException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and gives the exit code. Stack traces go to the log alone. */
final class Failures {

    /** A password inside a URI or behind {@code password=}, wherever a wrong argument is repeated to the user. */
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/\\s]*:)[^\\s']*(?=@)|(password=)[^&\\s']*");

    private final Terminal terminal;
    private final LogFile log;
    private final Interruption interruption;

    Failures(Terminal terminal, LogFile log, Interruption interruption) {
        this.terminal = terminal;
        this.log = log;
        this.interruption = interruption;
    }

    /** Says what is wrong with the command line, without the whole usage. */
    int usage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched && command.getParent() == null) {
            String word = PASSWORD.matcher(unmatched.getUnmatched().get(0)).replaceAll("$1$2***");
            terminal.say("There is no command '" + word + "'. See liftlock --help");
            return ExitCode.USAGE;
        }
        String message = PASSWORD.matcher(String.valueOf(failure.getMessage())).replaceAll("$1$2***");
        terminal.say(message + ". See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Says what the failure means, and how to go on if there is something to go on from. */
    int failed(Throwable failure, Object command) {
        int exitCode = failed(failure);
        if (command instanceof Continuation continuation) {
            continuation
                    .next()
                    .ifPresent(next -> terminal.say(PASSWORD.matcher(next).replaceAll("$1$2***")));
        }
        return exitCode;
    }

    /** Whatever comes up once the user has interrupted is a consequence of that. */
    int failed(Throwable failure) {
        if (interruption.requested()) {
            terminal.sayInterrupted();
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof MigrationException known) {
            log.write("The run ended early", known);
            if (known.reason() == MigrationException.Cause.INTERRUPTED) {
                terminal.say("interrupted");
                return ExitCode.INTERRUPTED;
            }
            terminal.say(known.line());
            return switch (known.reason()) {
                case INPUT -> ExitCode.USAGE;
                case DATA -> ExitCode.NO;
                case ENVIRONMENT -> ExitCode.ENVIRONMENT;
                case INTERRUPTED -> ExitCode.INTERRUPTED;
            };
        }
        if (failure instanceof EmbeddedServerException known) {
            log.write("The embedded server refused", known);
            terminal.say(known.line());
            return ExitCode.ENVIRONMENT;
        }
        return defect(failure);
    }

    private int defect(Throwable failure) {
        log.write("A defect", failure);
        String trace = log.path() == null
                ? "No log can be written, set XDG_STATE_HOME to a folder that can be, and run again for the stack trace"
                : "Please report it with the stack trace in " + log.path();
        terminal.say("This is a defect of Liftlock (" + failure.getClass().getSimpleName() + "). " + trace);
        return ExitCode.DEFECT;
    }
}
