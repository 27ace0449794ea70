package org.liftlock.migration.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.source.SqliteSource.Opening;

/** Decides where a database can be read without changing it or blocking its application: in place, or in a copy. */
final class SourceOpening {

    private static final int JOURNAL_LOOKS = 20;
    private static final int JOURNAL_PAUSE_MILLIS = 100;

    private SourceOpening() {}

    static Opening decide(Path file, SourceOptions options) {
        return decide(file, options, CopyPolicy.OF_A_RUN);
    }

    static Opening decide(Path file, SourceOptions options, CopyPolicy policy) {
        requireReadableFile(file);
        try {
            SqliteHeader header = SqliteHeader.read(file);
            SideFiles sides = SideFiles.of(file);
            if (header.walMode()) {
                return writeAheadLog(file, header, sides, options, policy);
            }
            if (journalStays(sides)) {
                return hotJournal(file, sides, options, policy);
            }
            requireWhole(file, header);
            return rollbackJournal(file, sides, options, policy);
        } catch (UncheckedIOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The database cannot be copied or read",
                            "Check permissions and free space, then run again",
                            e)
                    .with("file", file)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    static void requireReadableFile(Path file) {
        if (!Files.exists(file)) {
            throw unusable("There is no such file", "Check the path", file);
        }
        if (Files.isDirectory(file)) {
            throw unusable("This is a folder, not a SQLite database", "Give the path of the database file in it", file);
        }
        if (!Files.isRegularFile(file)) {
            throw unusable(
                    "This is a device, a pipe or a socket, not a SQLite database", "Give the path of a file", file);
        }
        if (!Files.isReadable(file)) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The file must not be read by this user",
                            "Run as a user who may read it, or change its permissions",
                            null)
                    .with("file", file);
        }
    }

    private static MigrationException unusable(String what, String remedy, Path file) {
        return new MigrationException(Cause.INPUT, what, remedy, null).with("file", file);
    }

    private static void requireWhole(Path file, SqliteHeader header) {
        try {
            long promised = header.pageCount() * header.pageSize();
            long size = Files.size(file);
            if (promised > size) {
                throw unusable(
                                "The file is truncated: its header promises more bytes than it has",
                                "Copy it again with its -wal or -journal file, or restore a backup",
                                file)
                        .with("promised bytes", promised)
                        .with("bytes", size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Opening writeAheadLog(
            Path file, SqliteHeader header, SideFiles sides, SourceOptions options, CopyPolicy policy) {
        boolean writable = Files.isWritable(folderOf(file)) && Files.isWritable(file);
        if (sides.walIsEmpty()) {
            requireWhole(file, header);
        }
        boolean hasSideFiles = sides.walExists();
        boolean inUse = hasSideFiles && FileLocks.heldByOthers(file);
        if (writable && (inUse || !hasSideFiles)) {
            return new Opening(file, null, false, !hasSideFiles);
        }
        // Nobody seems to use it: reading in place would rebuild the index beside it, so the log is replayed elsewhere.
        PrivateCopy copy = PrivateCopy.prepare(file, options.workFolder(), policy);
        try {
            if (copy.copyWithLog(file, sides)) {
                return recovered(copy);
            }
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
        copy.close();
        if (!writable) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The database changes while it is copied, and its folder cannot be written",
                            "Run as a user who may write the folder, or stop the application",
                            null)
                    .with("file", file);
        }
        return new Opening(file, null, false, false);
    }

    private static Opening hotJournal(Path file, SideFiles sides, SourceOptions options, CopyPolicy policy) {
        PrivateCopy copy = PrivateCopy.prepare(file, options.workFolder(), policy);
        for (int attempt = 0; attempt < JOURNAL_LOOKS; attempt++) {
            if (copy.copyWithJournal(file, sides)) {
                return recovered(copy);
            }
            if (!journalStays(sides)) {
                copy.close();
                return rollbackJournal(file, sides, options, policy);
            }
        }
        copy.close();
        throw new MigrationException(
                        Cause.ENVIRONMENT,
                        "A transaction is under way all the time; no quiet moment was found",
                        "Run again at a quieter time, or stop the application",
                        null)
                .with("file", file);
    }

    private static Opening rollbackJournal(Path file, SideFiles sides, SourceOptions options, CopyPolicy policy) {
        if (options.offline()) {
            return new Opening(file, null, false, false);
        }
        PrivateCopy copy = PrivateCopy.prepare(file, options.workFolder(), policy);
        try {
            if (!copy.copyWhileQuiet(file, sides)) {
                if (!policy.mayLock()) {
                    throw PrivateCopy.tooBusy(file);
                }
                copy.backUp(file);
            }
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
        return new Opening(copy.database(), copy, true, false);
    }

    /** Lets SQLite replay the log or roll back the journal in the copy, once and for all readers. */
    private static Opening recovered(PrivateCopy copy) {
        try (Connection connection = SqliteConnections.readWrite(copy.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            rows.next();
            return new Opening(copy.database(), copy, false, false);
        } catch (SQLException e) {
            copy.close();
            throw SourceFailures.opening(copy.database(), e);
        }
    }

    private static boolean journalStays(SideFiles sides) {
        for (int look = 0; look < JOURNAL_LOOKS; look++) {
            if (!sides.journalIsActive()) {
                return false;
            }
            try {
                Thread.sleep(JOURNAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return true;
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }
}
