package org.liftlock.migration.assessment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/** Files that a user named, one by one or by a folder. Stateless and thread-safe. */
final class Places {

    private Places() {}

    /**
     * Lists a place.
     *
     * @param place a file, or a folder with all that is below it; links in it are not followed into other folders
     * @param what what the files are, for the message
     * @return the files by name; those below a folder that cannot be listed are missing
     */
    static List<Path> files(Path place, String what) {
        if (!Files.exists(place)) {
            throw new MigrationException(Cause.INPUT, "There is no such file or folder", "Check the path", null)
                    .with(what, place);
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(place, visitor(place, files));
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The folder cannot be listed",
                            "Run as a user who may read it, or name the files one by one",
                            e)
                    .with(what, place);
        }
        files.sort(null);
        return files;
    }

    private static FileVisitor<Path> visitor(Path place, List<Path> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (file.equals(place)) {
                    throw failure;
                }
                // Reading it will fail as well, and say so.
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
