package org.liftlock.migration.assessment;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.source.SourceFile;

/**
 * What can be learnt of a database without opening it.
 *
 * @param file what the file tells
 * @param place the file system on which it lies
 * @param holders the processes that have it open
 * @param fileRights who may write it, or null
 * @param folderRights who may write its folder, or null
 * @param logs what the application's logs tell, or null if none were given
 * @param growth how it grew
 */
public record Surroundings(
        SourceFile file,
        StoragePlace place,
        Holders holders,
        @Nullable AccessRights fileRights,
        @Nullable AccessRights folderRights,
        @Nullable LogSummary logs,
        Growth growth) {

    /**
     * Looks around. To be called before this process opens the database.
     *
     * @param file the database
     * @param logs the application's logs: files, and folders with all that is below them
     * @param backups earlier copies of the database: likewise
     * @return what was seen
     * @throws MigrationException if the file is no database or a place does not exist (cause {@code INPUT}), or cannot be
     *     read (cause {@code ENVIRONMENT})
     */
    public static Surroundings of(Path file, List<Path> logs, List<Path> backups) {
        SourceFile seen = SourceFile.look(file);
        Path folder = file.toAbsolutePath().getParent();
        return new Surroundings(
                seen,
                StoragePlace.of(file),
                Holders.of(file),
                AccessRights.of(file),
                folder == null ? null : AccessRights.of(folder),
                logs.isEmpty() ? null : LogScanner.scan(logs),
                Growth.of(seen, backups, Instant.now()));
    }
}
