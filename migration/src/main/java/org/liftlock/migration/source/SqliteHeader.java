package org.liftlock.migration.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * The first hundred bytes of a database file (sqlite.org/fileformat2.html section 1.3).
 *
 * @param walMode whether readers must go through a write-ahead log
 * @param pageSize bytes of a page
 * @param pageCount pages that the header says there are; 0 if an old writer left it out
 * @param changeCounter counts the transactions of rollback-journal mode
 * @param freePages pages that hold nothing
 */
record SqliteHeader(boolean walMode, int pageSize, long pageCount, long changeCounter, long freePages) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 100;

    /**
     * Reads the header. To be called only while this process has no connection to the file: closing any descriptor of it
     * drops the POSIX locks that the process holds (sqlite.org/howtocorrupt.html section 2.2).
     */
    static SqliteHeader read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LENGTH);
        } catch (IOException e) {
            throw new MigrationException(Cause.ENVIRONMENT, "The file cannot be read", "Check its permissions", e)
                    .with("file", file);
        }
        if (bytes.length == 0) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The file is empty: 0 bytes",
                            "Give the path of the application's SQLite database",
                            null)
                    .with("file", file);
        }
        if (bytes.length < LENGTH || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The file is not a SQLite database, or it is encrypted",
                            "Give the path of an unencrypted SQLite 3 file",
                            null)
                    .with("file", file);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int pageSize = Short.toUnsignedInt(header.getShort(16));
        long changeCounter = Integer.toUnsignedLong(header.getInt(24));
        // The page count is valid only if the version-valid-for number agrees with the change counter.
        long pageCount = changeCounter == Integer.toUnsignedLong(header.getInt(92))
                ? Integer.toUnsignedLong(header.getInt(28))
                : 0;
        return new SqliteHeader(
                bytes[18] == 2 || bytes[19] == 2,
                pageSize == 1 ? 65536 : pageSize,
                pageCount,
                changeCounter,
                Integer.toUnsignedLong(header.getInt(36)));
    }
}
