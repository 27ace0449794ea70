package org.liftlock.dao.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Knows which file was opened under a path. SQLite goes on with a file that was deleted or replaced, and what is written
 * to it is lost without a word. Where the file system has no keys of files, Windows above all, nothing is noticed, and
 * nobody can delete an open file either. Thread-safe.
 */
final class SqliteFile {

    /** How long readers trust that the file is in place. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final @Nullable Object openedKey;
    private volatile long seenAt = System.nanoTime();

    private SqliteFile(Path path, @Nullable Object openedKey) {
        this.path = path;
        this.openedKey = openedKey;
    }

    /** Remembers the file that lies under the path now. */
    static SqliteFile opened(Path path) {
        return new SqliteFile(path, key(path));
    }

    /** Throws {@link ErrorKind#STORAGE} unless the file that was opened lies under its path. */
    void requireInPlace() {
        if (openedKey == null) {
            return;
        }
        if (!openedKey.equals(key(path))) {
            throw new DaoException(
                            ErrorKind.STORAGE,
                            "The database file was deleted or replaced while it was open; put it back or open it again")
                    .with("file", path);
        }
        seenAt = System.nanoTime();
    }

    /** Does the same, once a second at most. */
    void requireSeenInPlace() {
        if (System.nanoTime() - seenAt > TRUST_NANOS) {
            requireInPlace();
        }
    }

    private static @Nullable Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
