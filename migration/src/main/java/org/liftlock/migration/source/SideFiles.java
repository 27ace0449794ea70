package org.liftlock.migration.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The files that SQLite keeps beside a database.
 *
 * @param journal the rollback journal
 * @param wal the write-ahead log
 * @param shm the log's shared index
 */
record SideFiles(Path journal, Path wal, Path shm) {

    /** The first eight bytes of a journal that has something to roll back (sqlite.org/fileformat2.html section 3). */
    private static final byte[] JOURNAL_MAGIC = HexFormat.of().parseHex("d9d505f920a163d7");

    private static final int WAL_HEADER = 32;

    static SideFiles of(Path file) {
        return new SideFiles(
                file.resolveSibling(file.getFileName() + "-journal"),
                file.resolveSibling(file.getFileName() + "-wal"),
                file.resolveSibling(file.getFileName() + "-shm"));
    }

    boolean walExists() {
        return Files.exists(wal) || Files.exists(shm);
    }

    boolean walIsEmpty() {
        return size(wal) == 0;
    }

    /** Written before the first page of a transaction changes, and gone or blank behind the last one. */
    boolean journalIsActive() {
        return Arrays.equals(JOURNAL_MAGIC, start(journal, JOURNAL_MAGIC.length));
    }

    byte[] journalStart() {
        return start(journal, 28);
    }

    /** Holds the salts, which change whenever the log begins anew. */
    byte[] walHeader() {
        return start(wal, WAL_HEADER);
    }

    private static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] start(Path path, int bytes) {
        if (!Files.exists(path)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(bytes);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
