package org.liftlock.migration.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real databases that lie beside the project on the machines of its developers; never part of it. */
public final class Corpus {

    private Corpus() {}

    /**
     * The databases, in the folder that {@code LIFTLOCK_CORPUS} names or beside the project. Skips the test where there are
     * none, except in continuous integration, where they must be there.
     */
    public static List<Path> databases() throws IOException {
        String named = System.getenv("LIFTLOCK_CORPUS");
        Path folder = (named == null || named.isEmpty() ? Path.of("..", "..", "shared", "corpus") : Path.of(named))
                .resolve("open")
                .toAbsolutePath()
                .normalize();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(folder).isDirectory();
        }
        assumeTrue(Files.isDirectory(folder), "no corpus beside the project");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sqlite"))
                    .sorted()
                    .toList();
        }
    }
}
