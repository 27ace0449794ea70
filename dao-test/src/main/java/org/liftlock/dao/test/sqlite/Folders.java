package org.liftlock.dao.test.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what tests leave in the temporary folder. */
final class Folders {

    private static final Logger LOGGER = LoggerFactory.getLogger(Folders.class);

    private Folders() {}

    /** What cannot be deleted stays, and is told: Windows keeps a file that somebody has open. */
    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOGGER.warn("A folder of the tests is left: {}", folder, e);
        }
    }
}
