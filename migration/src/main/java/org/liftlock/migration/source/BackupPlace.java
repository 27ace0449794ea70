package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/** The place where a copy of a database will stand: whether it may, and what the file system has to keep. */
final class BackupPlace {

    private BackupPlace() {}

    /** Refuses, before anything is read, a place where a copy would overwrite or spoil something. */
    static Path require(Path file, Path copy, boolean replace) {
        Path absolute = copy.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute) || folder == null) {
            throw refused("The copy needs a file name, and this is a folder", "Write -o FOLDER/NAME", copy);
        }
        if (!Files.isDirectory(folder)) {
            throw refused("The copy's folder does not exist", "Make it, or choose another place", copy);
        }
        SideFiles own = SideFiles.of(file.toAbsolutePath().normalize());
        if (same(file, copy)
                || absolute.equals(own.wal())
                || absolute.equals(own.shm())
                || absolute.equals(own.journal())) {
            throw refused("The copy must not take the place of the database or its log", "Choose another name", copy);
        }
        if (!replace && Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(copy);
        }
        SideFiles sides = SideFiles.of(absolute);
        if (!sides.walIsEmpty() || sides.journalIsActive()) {
            throw refused(
                    "A log or journal of another database stands beside the copy's place; SQLite would replay it into the copy",
                    "Choose another name, or close what uses that database",
                    copy);
        }
        if (!Files.isWritable(folder)) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The copy's folder must not be written by this user",
                            "Choose another place with -o",
                            null)
                    .with("folder", folder);
        }
        requireRoom(file, folder);
        return folder;
    }

    private static void requireRoom(Path file, Path folder) {
        try {
            long needed = sizeWithLog(file);
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < needed) {
                throw new MigrationException(
                                Cause.ENVIRONMENT,
                                "There is no room for the copy",
                                "Free some space, or choose another place with -o",
                                null)
                        .with("folder", folder)
                        .with("needed bytes", needed)
                        .with("free bytes", usable);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** What a copy may need at most. */
    static long sizeWithLog(Path file) {
        try {
            Path wal = SideFiles.of(file).wal();
            return (Files.isRegularFile(file) ? Files.size(file) : 0) + (Files.exists(wal) ? Files.size(wal) : 0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean same(Path file, Path copy) {
        try {
            return Files.exists(file) && Files.exists(copy) && Files.isSameFile(file, copy);
        } catch (IOException e) {
            return false;
        }
    }

    /** What only some may read stays so in the copy. */
    static void takePermissions(Path file, Path part) throws IOException {
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
        }
    }

    /** A new name is on disk only when its folder is; where folders cannot be opened, the file system sees to it. */
    static void keepName(Path copy) {
        Path folder = copy.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders.
        }
    }

    static MigrationException taken(Path copy) {
        return refused(
                "There is a file of this name already", "Choose another name, or replace it with --replace", copy);
    }

    static MigrationException unwritable(Path place, @Nullable Exception cause) {
        MigrationException failure = new MigrationException(
                        Cause.ENVIRONMENT,
                        "The copy cannot be written, and none is left",
                        "Check free space and permissions, or choose another place with -o",
                        cause)
                .with("file", place);
        return cause == null ? failure : failure.with("system says", String.valueOf(cause.getMessage()));
    }

    private static MigrationException refused(String what, String remedy, Path copy) {
        return new MigrationException(Cause.INPUT, what, remedy, null).with("copy", copy);
    }
}
