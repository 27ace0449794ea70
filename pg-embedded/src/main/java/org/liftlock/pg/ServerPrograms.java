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
import java.util.stream.Collectors;

/**
 * PostgreSQL's own programs in one folder, called with the privileges that they accept.
 *
 * @param bin holds {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param prefix what stands before each call, see {@link Privileges}
 */
record ServerPrograms(Path bin, List<String> prefix) {

    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres");

    /**
     * How a call ended.
     *
     * @param exit its exit code, 0 for success
     * @param output the end of what it printed
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
                return new Outcome(-1, "no end within " + limit.toSeconds() + " s: " + lastLines(output));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw interrupted;
        }
        return new Outcome(process.exitValue(), lastLines(output));
    }

    /** The last few lines of a log, in one; empty when there is none. */
    static String lastLines(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - 6), lines.size()).stream()
                    .map(String::trim)
                    .collect(Collectors.joining(" | "));
        } catch (IOException none) {
            return "";
        }
    }

    private static String executable(String name) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? name + ".exe" : name;
    }
}
