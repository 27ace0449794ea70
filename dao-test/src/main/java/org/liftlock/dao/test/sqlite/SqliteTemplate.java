package org.liftlock.dao.test.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.dao.test.IsolationMode;
import org.liftlock.dao.test.spi.TestDatabase;
import org.liftlock.dao.test.spi.TestTemplate;

/** A migrated file; each copy has a folder of its own, so that the files beside it are the test's too. */
final class SqliteTemplate implements TestTemplate {

    private final Path folder;
    private final Path file;
    private final AtomicInteger copies = new AtomicInteger();

    SqliteTemplate(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    @Override
    public TestDatabase take(IsolationMode mode) {
        try {
            Path own = Files.createDirectory(folder.resolve("test" + copies.incrementAndGet()));
            Path copy = Files.copy(file, own.resolve("test.db"));
            return new SqliteTestDatabase(own, copy, mode == IsolationMode.CLONE ? null : file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
