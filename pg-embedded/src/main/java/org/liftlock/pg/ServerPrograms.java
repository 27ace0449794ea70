package org.liftlock.pg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own programs in one folder, called with the privileges that they accept.
 *
 * @param bin holds {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param prefix what stands before each call, see {@link Privileges}
 */
record ServerPrograms(Path bin, List<String> prefix) {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final Pattern ERROR = Pattern.compile("\\b(error|ERROR|FATAL|PANIC):");
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres");

    /**
     * How a call ended.
     *
     * @param exit its exit code, 0 for success
     * @param output what it complained of
     */
    record Outcome(int exit, String output) {}

    static boolean areIn(Path bin) {
        return NEEDED.stream().allMatch(name -> Files.isRegularFile(bin.resolve(executable(name))));
    }

    Path program(String name) {
        return bin.resolve(executable(name));
    }

    /**
     * Calls a program and waits for its end. What it prints goes to a file: a pipe would stay open in the server that
     * {@code pg_ctl} leaves behind, and its reader would never see the end.
     */
    Outcome call(String name, List<String> arguments, Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path output = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(prefix);
        command.add(program(name).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("PG"));
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return new Outcome(-1, "no end within " + limit.toSeconds() + " s: " + complaint(output));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw interrupted;
        }
        return new Outcome(process.exitValue(), complaint(output));
    }

    /** What a log says of a failure, in one line: its errors, or its end where it names none; empty without a log. */
    static String complaint(Path log) {
        List<String> lines;
        try {
            // Read as bytes: a server may log text that is in no encoding at all.
            lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException none) {
            return "";
        }
        List<String> errors = lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .distinct()
                .toList();
        List<String> telling = errors.isEmpty() ? lines : errors;
        return String.join(" | ", telling.subList(Math.max(0, telling.size() - 3), telling.size()));
    }

    /** A line for the user's shell that ends a server in order. */
    String stopCommand(Path data, long pid) {
        return WINDOWS ? "\"" + program("pg_ctl") + "\" stop -m fast -D \"" + data + "\"" : "kill -INT " + pid;
    }

    private static String executable(String name) {
        return WINDOWS ? name + ".exe" : name;
    }
}
