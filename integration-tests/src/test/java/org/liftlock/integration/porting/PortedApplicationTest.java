package org.liftlock.integration.porting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.test.PostgresForTests;
import org.liftlock.migration.MigrateOptions;
import org.liftlock.migration.Migration;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.report.RunReport;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetDatabase;

/** The shop of the guide, each as a program of its own on the file that the one before has left. */
class PortedApplicationTest {

    private static final List<String> BEFORE =
            List.of("orders of 'a': [2, 3, 1]", "revenue: {Grace Hopper=249.0, Ada Lovelace=28.99}");
    private static final List<String> AFTER = List.of(
            "orders of 'a': [2, 3, 1]",
            "revenue: [Revenue[customer=Grace Hopper, total=249.00], Revenue[customer=Ada Lovelace, total=28.99]]");

    private final Path examples =
            Path.of(Objects.requireNonNull(System.getProperty("liftlock.root"))).resolve("examples");
    private final Path resources = examples.resolve("orders/src/main/resources");

    @TempDir
    Path folder;

    private Path file;
    private Path after;

    @BeforeEach
    void runTheApplicationBefore() throws Exception {
        file = folder.resolve("app.db");
        assertThat(run(Map.of(), compile("orders-before"))).isEqualTo(BEFORE);
        after = compile("orders");
    }

    @Test
    void goesOnWithTheFileOfTheApplicationBefore() throws Exception {
        assertThat(run(Map.of(), after, resources)).isEqualTo(AFTER);
        assertThat(run(Map.of(), after, resources)).isEqualTo(AFTER);
    }

    @Test
    void goesOnWithTheSameRowsOnPostgres() throws Exception {
        run(Map.of(), after, resources);
        URI url = URI.create(PostgresForTests.emptyDatabase().substring("jdbc:".length()));
        Map<String, String> postgres = environment(url);
        assertThat(run(postgres, after, resources)).containsExactly("orders of 'a': []", "revenue: []");

        RunReport report;
        TargetDatabase target = TargetDatabase.of("jdbc:" + url, new Properties());
        try (SqliteSource source = SqliteSource.open(file, SourceOptions.defaults())) {
            PreparedMigration prepared = Migration.fitToExisting(
                    source,
                    Migration.prepare(source, PlanOptions.defaults(), null, RunListener.NONE),
                    target,
                    "public",
                    false,
                    RunListener.NONE);
            report = Migration.migrate(
                    source,
                    prepared,
                    target,
                    new MigrateOptions("public", true, false, true, null, false),
                    RunListener.NONE);
        }

        assertThat(report.saysNo()).isFalse();
        assertThat(run(postgres, after, resources)).isEqualTo(AFTER);
    }

    private static Map<String, String> environment(URI url) {
        Properties parameters = new Properties();
        for (String parameter : Objects.requireNonNullElse(url.getQuery(), "").split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.setProperty(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return Map.of(
                "ORDERS_BACKEND", "postgres",
                "PGHOST", url.getHost(),
                "PGPORT", Integer.toString(url.getPort() < 0 ? 5432 : url.getPort()),
                "PGDATABASE", url.getPath().substring(1),
                "PGUSER", parameters.getProperty("user", System.getProperty("user.name")),
                "PGPASSWORD", parameters.getProperty("password", ""));
    }

    private Path compile(String example) throws IOException {
        Path classes = folder.resolve(example);
        List<String> arguments = new ArrayList<>(
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"));
        try (Stream<Path> sources = Files.walk(examples.resolve(example).resolve("src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as(example).isZero();
        return classes;
    }

    private List<String> run(Map<String, String> environment, Path... classPath) throws Exception {
        List<String> entries = new ArrayList<>();
        Stream.of(classPath).map(Path::toString).forEach(entries::add);
        // All but the tests themselves, which have migrations of their own.
        Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> !entry.contains("test-classes"))
                .forEach(entries::add);
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        String.join(File.pathSeparator, entries),
                        "orders.Orders",
                        file.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
