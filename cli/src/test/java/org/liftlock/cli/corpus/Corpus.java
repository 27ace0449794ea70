package org.liftlock.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real databases that lie beside the project on the machines of its developers; never part of it. */
final class Corpus {

    private Corpus() {}

    /** Skips the test where there is no corpus, except in continuous integration, where it must be there. */
    static Path require() {
        Path folder = Path.of("..", "..", "shared", "corpus").toAbsolutePath().normalize();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(folder).isDirectory();
        }
        assumeTrue(Files.isDirectory(folder), "no corpus beside the project");
        return folder;
    }

    static List<Path> databases() throws IOException {
        try (Stream<Path> files = Files.list(require().resolve("open"))) {
            return files.filter(file -> file.toString().endsWith(".sqlite"))
                    .sorted()
                    .toList();
        }
    }
}
