package org.liftlock.cli.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.liftlock.migration.report.VisibleText;

/**
 * Where output goes and what it can show.
 *
 * @param out for results
 * @param err for progress, hints and errors
 * @param environment the environment variables
 * @param outIsTerminal whether a person reads {@code out} as it is written
 * @param errIsTerminal whether a person reads {@code err} as it is written
 * @param width cells in a line, at least 20
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int width) {

    static final String START_OF_LINE = "\r";
    static final String REST_OF_LINE_EMPTY = "\u001b[K";

    private static final int DEFAULT_WIDTH = 100;
    private static final int LEAST_WIDTH = 20;

    public Terminal {
        width = Math.max(LEAST_WIDTH, width);
        environment = Map.copyOf(environment);
    }

    /**
     * Finds out about the streams of this process.
     *
     * @return what they can show
     */
    public static Terminal ofThisProcess() {
        Map<String, String> environment = System.getenv();
        int terminals = terminals();
        Charset charset = charset();
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                environment,
                (terminals & 1) != 0,
                (terminals & 2) != 0,
                width(environment, terminals != 0));
    }

    /**
     * Whether results may be coloured.
     *
     * @return false unless on a terminal, and false wherever {@code NO_COLOR} is set (no-color.org)
     */
    public boolean colours() {
        return outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /**
     * Writes one line to {@code err} that begins with the program's name.
     *
     * @param text what to say; made harmless and put on one line
     */
    public void say(String text) {
        err.println("liftlock: " + VisibleText.of(text.replaceAll("\\s*\\R\\s*", " ")));
        err.flush();
    }

    /** Says that the user has interrupted, over what the terminal shows of Ctrl-C. */
    public void sayInterrupted() {
        if (writesOver()) {
            err.print(START_OF_LINE + REST_OF_LINE_EMPTY);
        }
        say("interrupted");
    }

    /**
     * Whether a line of {@code err} can be written over.
     *
     * @return false unless it is a terminal that obeys
     */
    boolean writesOver() {
        return errIsTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** In the POSIX locale Java would write question marks; everything that reads files reads UTF-8. */
    private static Charset charset() {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** Java knows of no single stream whether it is a terminal; the shell does: 1 for out, 2 for err, added up. */
    private static int terminals() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return System.console() == null ? 0 : 3;
        }
        try {
            Process shell = new ProcessBuilder("sh", "-c", "r=0; [ -t 1 ] && r=1; [ -t 2 ] && r=$((r + 2)); exit $r")
                    .inheritIO()
                    .start();
            return shell.waitFor(2, TimeUnit.SECONDS) ? shell.exitValue() & 3 : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int width(Map<String, String> environment, boolean terminal) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(columns);
        }
        if (!terminal || System.getProperty("os.name", "").startsWith("Windows")) {
            return DEFAULT_WIDTH;
        }
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size < /dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            String[] parts = answer.split(" ", 2);
            boolean known = parts.length == 2 && parts[1].matches("[1-9][0-9]{0,3}");
            return known ? Integer.parseInt(parts[1]) : DEFAULT_WIDTH;
        } catch (IOException e) {
            return DEFAULT_WIDTH;
        }
    }
}
