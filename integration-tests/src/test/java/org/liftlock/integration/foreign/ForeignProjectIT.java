package org.liftlock.integration.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds {@code examples/orders} outside this repository, with Maven and a local repository of its own. The jars of
 * this build are put there as {@code mvn install} would; what they and Maven need besides comes from the local repository of
 * whoever builds, or from where that came from. Needs the jars, so it runs in {@code mvn verify}.
 */
class ForeignProjectIT {

    private static final List<String> MODULES =
            List.of("pg-embedded", "dao-api", "dao-jooq", "dao-sqlite", "dao-postgres", "dao-test");

    private static final Pattern TEST_CASE = Pattern.compile("<testcase name=\"(\\w+)\\(.*?\\)\\[(\\d)]\"");

    private final Path root = Path.of(property("liftlock.root"));
    private final String version = property("liftlock.version");

    private static String property(String name) {
        String value = System.getProperty(name);
        assertThat(value).as("-D%s, which the build sets", name).isNotNull();
        return value;
    }

    @Test
    void runsItsContractOnBothBackends(@TempDir Path folder) throws Exception {
        Path repository = root.resolve("integration-tests/target/foreign-repository");
        install(repository, "parent", root.resolve("pom.xml"), null);
        for (String module : MODULES) {
            install(
                    repository,
                    module,
                    root.resolve(module).resolve("pom.xml"),
                    root.resolve(module).resolve("target/liftlock-" + module + "-" + version + ".jar"));
        }
        Path project = folder.resolve("orders");
        copy(root.resolve("examples/orders"), project);

        String output = runMaven(project, settings(folder), repository);

        assertThat(output).contains("BUILD SUCCESS", "Tests on PostgreSQL run on ");
        List<String> onFirst = new ArrayList<>();
        List<String> onSecond = new ArrayList<>();
        for (MatchResult test : testCases(project)) {
            (test.group(2).equals("1") ? onFirst : onSecond).add(test.group(1));
        }
        assertThat(onFirst)
                .containsExactlyInAnyOrder(
                        "findsAnOrderAsItWasPlaced",
                        "countsTheLaterOfTwoLinesWithOneSku",
                        "shipsOnce",
                        "listsThoseThatWaitFirstWhateverTheCaseOfTheName",
                        "addsUpMoneyExactly",
                        "placesAllOfAUnitOrNothing");
        assertThat(onSecond).containsExactlyInAnyOrderElementsOf(onFirst);
        assertThat(output).contains("Tests run: 12, Failures: 0, Errors: 0, Skipped: 0");
    }

    private void install(Path repository, String module, Path pom, @Nullable Path jar) throws IOException {
        String name = "liftlock-" + module;
        Path folder = Files.createDirectories(
                repository.resolve("org/liftlock").resolve(name).resolve(version));
        put(pom, folder.resolve(name + "-" + version + ".pom"));
        if (jar != null) {
            assertThat(jar).as("built by mvn verify before").exists();
            put(jar, folder.resolve(name + "-" + version + ".jar"));
        }
    }

    private static void put(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : (Iterable<Path>) tree::iterator) {
                Path target = to.resolve(from.relativize(source));
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
    }

    /** The builder's local repository serves as one to download from, so that nothing is loaded twice. */
    private static Path settings(Path folder) throws IOException {
        String builders = Path.of(property("liftlock.localRepository")).toUri().toString();
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>builders</id>
                      <repositories>
                        <repository><id>builders</id><url>%1$s</url></repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository><id>builders</id><url>%1$s</url></pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>builders</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(builders));
    }

    private String runMaven(Path project, Path settings, Path repository) throws Exception {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path maven = Path.of(property("liftlock.mavenHome"), "bin", windows ? "mvn.cmd" : "mvn");
        Path log = project.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(
                        maven.toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "--settings",
                        settings.toString(),
                        "-Dmaven.repo.local=" + repository,
                        "-Dliftlock.version=" + version,
                        "test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LIFTLOCK_TEST_REQUIRE", "sqlite,postgres");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroy();
        }
        String output = Files.readString(log);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<MatchResult> testCases(Path project) throws IOException {
        List<MatchResult> found = new ArrayList<>();
        try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
            for (Path report : (Iterable<Path>) reports::iterator) {
                if (report.toString().endsWith(".xml")) {
                    TEST_CASE.matcher(Files.readString(report)).results().forEach(found::add);
                }
            }
        }
        return found;
    }
}
