package org.liftlock.dao.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Keeps two processes, or two databases of one process, from migrating one file at the same time: Flyway knows no lock on
 * SQLite, and both would run the same migration.
 *
 * <p>The lock lies on a file of its own beside the database. The database file itself may not be locked by anybody but
 * SQLite, which would lose its own locks when the file is closed. The system frees the lock of a process that dies.
 */
final class MigrationLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path path;
    private final FileChannel channel;

    private MigrationLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static MigrationLock acquire(Path database, Duration patience) {
        Path path = Path.of(database.toAbsolutePath() + "-migration");
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                MigrationLock lock = attempt(path);
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new DaoException(ErrorKind.LOCK_TIMEOUT, "Another process is migrating the file for too long")
                            .with("file", database);
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (IOException e) {
            throw new DaoException(ErrorKind.STORAGE, "The lock of a migration cannot be taken", e).with("file", path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DaoException(ErrorKind.CANCELLED, "Waiting for another migration was interrupted", e);
        }
    }

    private static @Nullable MigrationLock attempt(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            // Far behind the contents, which stay readable where a lock forbids reading too.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            taken = lock != null && isStillThere(path, channel);
        } catch (OverlappingFileLockException heldByThisProcess) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? new MigrationLock(path, channel) : null;
    }

    /** The last holder may have deleted the file after it was opened here: a mark tells whether it is the one of that name. */
    private static boolean isStillThere(Path path, FileChannel channel) throws IOException {
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(mark));
        try {
            return Arrays.equals(mark, Files.readAllBytes(path));
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    @Override
    public void close() {
        try (channel) {
            // Deleted under the lock, so that whoever holds it next holds a new file.
            Files.deleteIfExists(path);
        } catch (IOException leftBehind) {
            // A small file stays, which the next migration uses.
        }
    }
}
