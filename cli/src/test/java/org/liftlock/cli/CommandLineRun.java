package org.liftlock.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.liftlock.cli.screen.Terminal;

/**
 * One run of the program in this process, without a terminal.
 *
 * @param exitCode how it ended
 * @param out what it wrote to its standard output
 * @param err what it wrote to its standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(Path state, String... arguments) {
        return watched(state, line -> {}, arguments);
    }

    /**
     * Runs the program.
     *
     * @param state the folder of its log
     * @param watcher hears each line of standard error, on the thread that writes it
     * @param arguments the command line
     */
    static CommandLineRun watched(Path state, Consumer<String> watcher, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream watchedErr = new PrintStream(err, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                watcher.accept(line);
            }
        };
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                watchedErr,
                Map.of("XDG_STATE_HOME", state.toString(), "LOCALAPPDATA", state.toString()),
                false,
                false,
                100);
        int exitCode = Liftlock.run(arguments, terminal);
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The last line of standard error, where a failure is told. */
    String lastLine() {
        return err.lines().reduce("", (first, last) -> last);
    }
}
