package org.liftlock.migration.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * What a database file tells before it is opened.
 *
 * @param file its path
 * @param bytes its size
 * @param modified when it was last written to
 * @param walMode whether it is in WAL mode; otherwise it uses a rollback journal
 * @param pageSize bytes of a page
 * @param pages how many pages there are
 * @param freePages how many of them hold nothing
 * @param walBytes size of the write-ahead log beside it, 0 if there is none
 */
public record SourceFile(
        Path file,
        long bytes,
        Instant modified,
        boolean walMode,
        int pageSize,
        long pages,
        long freePages,
        long walBytes) {

    /**
     * Looks at a file. To be called while this process has no connection to it, since closing a descriptor drops the locks
     * that the process holds on it (sqlite.org/howtocorrupt.html section 2.2).
     *
     * @param file the path of a database
     * @return what it tells
     * @throws MigrationException if it is no SQLite database (cause {@code INPUT}), or cannot be read (cause
     *     {@code ENVIRONMENT})
     */
    public static SourceFile look(Path file) {
        SourceOpening.requireReadableFile(file);
        SqliteHeader header = SqliteHeader.read(file);
        try {
            long bytes = Files.size(file);
            Path wal = SideFiles.of(file).wal();
            return new SourceFile(
                    file,
                    bytes,
                    Files.getLastModifiedTime(file).toInstant(),
                    header.walMode(),
                    header.pageSize(),
                    header.pageCount() == 0 ? bytes / header.pageSize() : header.pageCount(),
                    header.freePages(),
                    Files.exists(wal) ? Files.size(wal) : 0);
        } catch (IOException e) {
            throw new MigrationException(
                            Cause.ENVIRONMENT, "The file cannot be looked at", "Check its folder's permissions", e)
                    .with("file", file);
        }
    }

    /**
     * Bytes of pages that hold something.
     *
     * @return at most {@link #bytes}
     */
    public long usedBytes() {
        return Math.max(0, bytes - freePages * pageSize);
    }
}
