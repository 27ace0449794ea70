package org.liftlock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.liftlock.dao.Database;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;

/**
 * Two processes with writers and readers and a {@code sqlite3} shell on one file, and what of it reaches the callers.
 *
 * <p>Without arguments beyond the seconds it is the parent; it starts {@link UnitsOnAFile} twice.
 */
public final class TwoProcesses {

    /** What an application calls the time, in milliseconds, that its slowest unit took. */
    static final String LONGEST = "longest unit in ms";

    private TwoProcesses() {}

    /**
     * Runs the load.
     *
     * @param arguments for how many seconds; 60 without a word
     * @throws Exception if a process cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        Duration duration = Duration.ofSeconds(arguments.length == 0 ? 60 : Long.parseLong(arguments[0]));
        Path folder = Files.createTempDirectory("bench");
        Path file = folder.resolve("shared.db");
        prepare(file);
        List<Process> applications = List.of(application(file, duration), application(file, duration));
        long shellWrites = shell(file, duration);
        Map<String, Long> counts = new TreeMap<>();
        for (Process application : applications) {
            try (BufferedReader lines = application.inputReader(StandardCharsets.UTF_8)) {
                lines.lines()
                        .map(line -> line.split("=", 2))
                        .forEach(pair -> counts.merge(
                                pair[0], Long.valueOf(pair[1]), LONGEST.equals(pair[0]) ? Math::max : Long::sum));
            }
            application.waitFor();
        }
        print(System.out, duration, counts, shellWrites, rows(file));
    }

    private static void prepare(Path file) {
        try (Database database = open(file)) {
            ItemRepository items = database.repository(ItemRepository.class);
            List<Item> first = new ArrayList<>();
            for (long id = 0; id < 1_000; id++) {
                first.add(Item.numbered(id, 0));
            }
            items.saveAll(first);
        }
    }

    static Database open(Path file) {
        return SqliteDatabase.builder(SqliteConfig.file(file))
                .migrations("classpath:bench/sqlite")
                .repositories(JooqItemRepository.MODULE)
                .open();
    }

    private static long rows(Path file) {
        try (Database database = open(file)) {
            return database.repository(ItemRepository.class).count();
        }
    }

    private static Process application(Path file, Duration duration) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnitsOnAFile.class.getName(),
                        file.toString(),
                        Long.toString(duration.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes as somebody at a shell does, one statement after the other, each with the patience of ten seconds. */
    private static long shell(Path file, Duration duration) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sqlite3", "-cmd", ".timeout 10000", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        long end = System.nanoTime() + duration.toNanos();
        long writes = 0;
        try (OutputStream input = shell.getOutputStream();
                PrintStream statements = new PrintStream(input, true, StandardCharsets.UTF_8)) {
            for (; System.nanoTime() < end; writes++) {
                statements.println("update item set amount = amount + 1 where id = " + writes % 1_000 + ";");
                Thread.sleep(20);
            }
        }
        return shell.waitFor() == 0 ? writes : -1;
    }

    private static void print(
            PrintStream out, Duration duration, Map<String, Long> counts, long shellWrites, long rows) {
        out.printf(
                Locale.ROOT, "two processes, 4 writers and 4 readers each, and a shell: %d s%n", duration.toSeconds());
        long seconds = duration.toSeconds();
        counts.forEach((name, count) -> out.printf(
                Locale.ROOT,
                "%-22s %10d%s%n",
                name,
                count,
                name.endsWith("units") ? "  " + count / seconds + "/s" : ""));
        out.printf(Locale.ROOT, "%-22s %10d%n", "statements by the shell", shellWrites);
        out.printf(Locale.ROOT, "%-22s %10d%n", "rows at the end", rows);
    }
}
