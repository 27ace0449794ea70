package org.liftlock.dao.test.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.dao.test.IsolationMode;
import org.liftlock.dao.test.spi.TestDatabase;
import org.liftlock.dao.test.spi.TestTemplate;

/** The bytes of a migrated file; each test has a folder with a copy, so that files beside it are the test's too. */
final class SqliteTemplate implements TestTemplate {

    private final Path folder;
    private final byte[] content;
    private final AtomicInteger copies = new AtomicInteger();

    SqliteTemplate(Path folder, byte[] content) {
        this.folder = folder;
        this.content = content;
    }

    @Override
    public TestDatabase take(IsolationMode mode) {
        try {
            Path own = Files.createDirectory(folder.resolve("test" + copies.incrementAndGet()));
            Path file = Files.write(own.resolve("test.db"), content);
            return new SqliteTestDatabase(own, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
