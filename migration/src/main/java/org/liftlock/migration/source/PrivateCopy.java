package org.liftlock.migration.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;

/**
 * A consistent copy of a database in a folder of our own, taken without any lock wherever possible.
 *
 * <p>Each way rests on one argument about SQLite's file format, given beside it. Not thread-safe.
 */
final class PrivateCopy implements AutoCloseable {

    private static final Duration BACKUP_TIME = Duration.ofSeconds(60);
    private static final int BACKUP_PAGES = 256;
    private static final int BACKUP_PAUSE_MILLIS = 5;
    private static final int COPY_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final Path database;
    private final CopyPolicy policy;

    private PrivateCopy(Path folder, Path database, CopyPolicy policy) {
        this.folder = folder;
        this.database = database;
        this.policy = policy;
    }

    /** An empty private folder for the copy of a file; folders that killed runs left behind are removed first. */
    static PrivateCopy prepare(Path file, Path workFolder, CopyPolicy policy) {
        try {
            WorkFolder.clearLeftovers(workFolder);
            long needed = Files.size(file);
            long usable = Files.getFileStore(workFolder).getUsableSpace();
            if (usable < needed) {
                throw new MigrationException(
                                Cause.ENVIRONMENT,
                                "There is no room for a private snapshot of the database",
                                "Free some space, name another folder with --work-dir, or stop the application and use --offline",
                                null)
                        .with("folder", workFolder)
                        .with("needed bytes", needed)
                        .with("free bytes", usable);
            }
            Path folder = WorkFolder.make(workFolder);
            Path database = folder.resolve("source.db");
            for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
                folder.resolve("source.db" + suffix).toFile().deleteOnExit();
            }
            return new PrivateCopy(folder, database, policy);
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "No private folder can be made for a snapshot of the database",
                            "Name another folder with --work-dir",
                            e)
                    .with("folder", workFolder)
                    .with("system says", String.valueOf(e.getMessage()));
        }
    }

    Path database() {
        return database;
    }

    /**
     * Copies a database in WAL mode: the file first, then its log. Pages that a checkpoint writes meanwhile come from
     * the log, and as long as the log's salts stay the same it still holds them, so the copied log covers every page of the
     * file that may be torn; its own torn end fails its checksum.
     *
     * @return false if the log began anew while copying, however often it was tried
     */
    boolean copyWithLog(Path file, SideFiles sides) {
        for (int attempt = 0; attempt < 5; attempt++) {
            byte[] before = sides.walHeader();
            long changed = lastChange(file);
            copy(file, database);
            if (before.length > 0 && Files.exists(sides.wal())) {
                copy(sides.wal(), folder.resolve("source.db-wal"));
            }
            boolean sameLog = Arrays.equals(before, sides.walHeader());
            if (sameLog && (before.length > 0 || changed == lastChange(file))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Copies a database with a hot journal: the file first, then the journal. A page is saved in the journal before it
     * changes in the file, so the journal copied later undoes whatever the copy of the file caught; SQLite does so when
     * it opens the copy.
     *
     * @return false if the journal was another one or gone afterwards
     */
    boolean copyWithJournal(Path file, SideFiles sides) {
        byte[] before = sides.journalStart();
        copy(file, database);
        try {
            copy(sides.journal(), folder.resolve("source.db-journal"));
        } catch (UncheckedIOException e) {
            return false;
        }
        return sides.journalIsActive() && Arrays.equals(before, sides.journalStart());
    }

    /**
     * Copies a database in rollback-journal mode without taking a lock. A transaction that changed the file while it
     * was copied has either raised the change counter or still has an active journal; both are looked at afterwards.
     *
     * @return false if no moment was quiet enough
     */
    boolean copyWhileQuiet(Path file, SideFiles sides) {
        long deadline = System.nanoTime() + policy.patience().toNanos();
        long pause = 1;
        int attempts = 0;
        while (System.nanoTime() < deadline || (attempts < policy.attempts() && !sides.journalIsActive())) {
            SqliteHeader before = SqliteHeader.read(file);
            long changed = lastChange(file);
            if (!sides.journalIsActive()) {
                attempts++;
                copy(file, database);
                if (!sides.journalIsActive() && changed == lastChange(file) && before.equals(SqliteHeader.read(file))) {
                    return true;
                }
                policy.copied().accept(-size(database));
            }
            pause(pause);
            pause = Math.min(pause * 2, 50);
        }
        return false;
    }

    /** Copies by SQLite's online backup API, a few pages under each short lock; it starts again after every write. */
    void backUp(Path file) {
        long deadline = System.nanoTime() + BACKUP_TIME.toNanos();
        try (Connection connection = SqliteConnections.readOnly(file)) {
            int code = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup(
                            "main",
                            database.toString(),
                            (remaining, pages) -> {
                                if (System.nanoTime() > deadline) {
                                    throw tooBusy(file);
                                }
                            },
                            BACKUP_PAUSE_MILLIS,
                            Integer.MAX_VALUE,
                            BACKUP_PAGES);
            if (code != Codes.SQLITE_OK) {
                throw tooBusy(file).with("SQLite's code", code);
            }
        } catch (SQLException e) {
            throw SourceFailures.opening(file, e);
        }
    }

    static MigrationException tooBusy(Path file) {
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The application writes too often for a snapshot that does not block it",
                        "Run again at a quieter time, or stop the application and use --offline",
                        null)
                .with("file", file);
    }

    private static long lastChange(Path file) {
        try {
            return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) ^ Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path from, Path to) {
        long done = 0;
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        to,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long transferred = in.transferTo(0, COPY_BYTES, out);
            while (transferred > 0) {
                done += transferred;
                policy.copied().accept(transferred);
                transferred = in.transferTo(done, COPY_BYTES, out);
            }
        } catch (ClosedByInterruptException e) {
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        }
    }

    @Override
    public void close() {
        WorkFolder.delete(folder);
    }
}
