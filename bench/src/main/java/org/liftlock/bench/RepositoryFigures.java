package org.liftlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link RepositoryBenchmark} and prints what a repository costs beside hand-written code. */
public final class RepositoryFigures {

    private RepositoryFigures() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments how many rounds; 5 without a word
     * @throws Exception if a database or a run fails
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("bench");
        // Backend, then benchmark, then a time for each round.
        Map<String, Map<String, List<Double>>> times = new TreeMap<>();
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults())) {
            server.createDatabase("bench");
            for (int round = 0; round < rounds; round++) {
                for (RunResult result : run(folder.resolve("bench.db"), server.jdbcUrl("bench"))) {
                    String name = result.getParams().getBenchmark();
                    times.computeIfAbsent(result.getParams().getParam("backend"), backend -> new TreeMap<>())
                            .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), benchmark -> new ArrayList<>())
                            .add(result.getPrimaryResult().getStatistics().getMin());
                }
            }
        } finally {
            delete(folder);
        }
        print(times, System.out);
    }

    /** All benchmarks one after the other, each in a JVM of its own. */
    private static Collection<RunResult> run(Path file, String url) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(RepositoryBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.milliseconds(800))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.milliseconds(500))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .jvmArgs("-Dbench.sqlite=" + file, "-Dbench.postgres=" + url, "-Dorg.jooq.no-logo=true")
                        .jvmArgsAppend("-Dorg.jooq.no-tips=true")
                        .build())
                .run();
    }

    private static void print(Map<String, Map<String, List<Double>>> times, PrintStream out) {
        out.println("microseconds and ratios, each the median of the rounds; of a round its quietest half second");
        times.forEach((backend, ofBackend) -> {
            print(out, backend, "find by key", ofBackend, "find");
            print(out, backend, "100 rows", ofBackend, "batch");
            out.printf(
                    Locale.ROOT,
                    "%-8s  %-11s  repository / jOOQ without a transaction %.2f%n",
                    backend,
                    "find by key",
                    ratio(ofBackend, "findRepository", "findJooqAlone"));
        });
    }

    private static void print(
            PrintStream out, String backend, String what, Map<String, List<Double>> times, String name) {
        out.printf(
                Locale.ROOT,
                "%-8s  %-11s  repository %8.1f  jOOQ %8.1f  JDBC %8.1f  repository/jOOQ %.2f  repository/JDBC %.2f%n",
                backend,
                what,
                median(times(times, name + "Repository")),
                median(times(times, name + "Jooq")),
                median(times(times, name + "Jdbc")),
                ratio(times, name + "Repository", name + "Jooq"),
                ratio(times, name + "Repository", name + "Jdbc"));
    }

    /** Within each round, since what else the machine does changes from one to the next. */
    private static double ratio(Map<String, List<Double>> times, String one, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < times(times, one).size(); round++) {
            ratios.add(times(times, one).get(round) / times(times, other).get(round));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static List<Double> times(Map<String, List<Double>> times, String name) {
        return Optional.ofNullable(times.get(name)).orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
