package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Folders of our own for the time of a run. Each bears the process that made it, so that the next run removes those of a
 * killed one. Stateless and thread-safe.
 */
final class WorkFolder {

    private static final String PREFIX = "liftlock-source-";

    private WorkFolder() {}

    /** A new folder; folders that killed runs left behind are removed first. */
    static Path make(Path parent) throws IOException {
        clearLeftovers(parent);
        Path folder = Files.createTempDirectory(
                parent, PREFIX + ProcessHandle.current().pid() + "-");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /** Removes what killed runs left behind. */
    static void clearLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                String[] parts = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-", 2);
                if (parts[0].matches("\\d{1,10}")) {
                    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(parts[0]));
                    if (owner.isEmpty() || !owner.get().isAlive()) {
                        delete(folder);
                    }
                }
            }
        }
    }

    static void delete(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The operating system's own cleaning of temporary folders takes what we cannot.
        }
    }
}
