package org.liftlock.dao.test.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.test.spi.TestDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file for one test, or for one after the other: then the template is copied over it, page by page and in one
 * transaction, so that the connections to it stay open. To open them again costs ten times as much as the copy.
 */
final class SqliteTestDatabase implements TestDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteTestDatabase.class);

    private final Path folder;
    private final Path file;
    private final @Nullable Path template;
    private final @Nullable Object identity;
    private @Nullable Connection control;

    /** Without a template, it serves one test. */
    SqliteTestDatabase(Path folder, Path file, @Nullable Path template) throws IOException {
        this.folder = folder;
        this.file = file;
        this.template = template;
        this.identity = identity(file);
    }

    /** What stays the same as long as it is the same file, and null where the file system knows no such thing. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public String jdbcUrl() {
        return SqliteTestBackend.url(file);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl() + "?busy_timeout=10000&foreign_keys=true");
    }

    @Override
    public boolean restore() throws SQLException {
        if (template == null || !isTheSameFile()) {
            return false;
        }
        Connection connection = control;
        if (connection == null) {
            // No power failure is survived, and none is waited for.
            connection = DriverManager.getConnection(jdbcUrl() + "?busy_timeout=5000&synchronous=OFF");
            control = connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("restore from '" + template + "'");
        }
        return true;
    }

    private boolean isTheSameFile() {
        try {
            return Objects.equals(identity, identity(file));
        } catch (IOException e) {
            LOGGER.debug("The file of a test is gone", e);
            return false;
        }
    }

    @Override
    public void close() {
        if (control != null) {
            try {
                control.close();
            } catch (SQLException e) {
                LOGGER.debug("A connection to {} does not close", file, e);
            }
        }
        Folders.delete(folder);
    }
}
