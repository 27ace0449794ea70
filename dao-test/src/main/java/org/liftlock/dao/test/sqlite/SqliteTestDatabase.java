package org.liftlock.dao.test.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liftlock.dao.test.spi.TestDatabase;

/** A file for one test. */
final class SqliteTestDatabase implements TestDatabase {

    private final Path folder;
    private final Path file;

    SqliteTestDatabase(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
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
    public boolean restore() {
        return false;
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
