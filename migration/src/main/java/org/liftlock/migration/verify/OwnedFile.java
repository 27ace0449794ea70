package org.liftlock.migration.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A text file that one comparison at a time has, in this process or another one: for as long as it is open, it is locked. The
 * lock ends with the process, so that a file left by one that was killed can be had at once. Not thread-safe.
 */
final class OwnedFile implements AutoCloseable {

    /** The system forgets a process's lock as soon as the process closes the file anywhere, so it is not even opened twice. */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private OwnedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file, which is made if it is missing.
     *
     * @return the file, or empty if another comparison has it, or nobody can say whether one does
     */
    static Optional<OwnedFile> open(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        if (!OWNED.add(path)) {
            return Optional.empty();
        }
        OwnedFile opened;
        try {
            opened = new OwnedFile(
                    path,
                    FileChannel.open(
                            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            OWNED.remove(path);
            throw e;
        }
        if (opened.lock()) {
            return Optional.of(opened);
        }
        opened.close();
        return Optional.empty();
    }

    private boolean lock() {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // A file system without locks, or the same file by another name.
            return false;
        }
    }

    String text() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, bytes.position());
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    void clear() throws IOException {
        channel.truncate(0);
    }

    /** At once, so that only the end of the last text can be missing after a kill. */
    void append(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** While it is still locked, so that it is not another's that goes. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OWNED.remove(path);
        }
    }
}
