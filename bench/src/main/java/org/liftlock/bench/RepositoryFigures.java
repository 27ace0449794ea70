package org.liftlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
     * @param arguments how many forks; 3 without a word
     * @throws Exception if a database or a run fails
     */
    public static void main(String[] arguments) throws Exception {
        int forks = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("bench");
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults())) {
            server.createDatabase("bench");
            print(run(forks, folder.resolve("bench.db"), server.jdbcUrl("bench")), System.out);
        } finally {
            delete(folder);
        }
    }

    private static Collection<RunResult> run(int forks, Path file, String url) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(RepositoryBenchmark.class.getName())
                        .forks(forks)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .jvmArgs("-Dbench.sqlite=" + file, "-Dbench.postgres=" + url, "-Dorg.jooq.no-logo=true")
                        .jvmArgsAppend("-Dorg.jooq.no-tips=true")
                        .build())
                .run();
    }

    private static void print(Collection<RunResult> results, PrintStream out) {
        Map<String, Map<String, Double>> medians = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            medians.computeIfAbsent(result.getParams().getParam("backend"), backend -> new TreeMap<>())
                    .put(
                            name.substring(name.lastIndexOf('.') + 1),
                            result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        out.println("medians in microseconds; ratios of one run");
        medians.forEach((backend, times) -> {
            print(out, backend, "find by key", times, "find");
            print(out, backend, "100 rows", times, "batch");
            out.printf(
                    Locale.ROOT,
                    "%-8s  %-11s  repository / jOOQ without a transaction %.2f%n",
                    backend,
                    "find by key",
                    time(times, "findRepository") / time(times, "findJooqAlone"));
        });
    }

    private static void print(PrintStream out, String backend, String what, Map<String, Double> times, String name) {
        double repository = time(times, name + "Repository");
        double jooq = time(times, name + "Jooq");
        double jdbc = time(times, name + "Jdbc");
        out.printf(
                Locale.ROOT,
                "%-8s  %-11s  repository %8.1f  jOOQ %8.1f  JDBC %8.1f  repository/jOOQ %.2f  repository/JDBC %.2f%n",
                backend,
                what,
                repository,
                jooq,
                jdbc,
                repository / jooq,
                repository / jdbc);
    }

    private static double time(Map<String, Double> times, String name) {
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
