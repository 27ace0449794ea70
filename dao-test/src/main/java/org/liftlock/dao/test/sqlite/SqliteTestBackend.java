package org.liftlock.dao.test.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.dao.test.spi.TestBackend;
import org.liftlock.dao.test.spi.TestTemplate;

/** Files in WAL mode in a temporary folder. Public for {@link java.util.ServiceLoader}. */
public final class SqliteTestBackend implements TestBackend {

    /** Creates the backend. */
    public SqliteTestBackend() {}

    @Override
    public String backend() {
        return "sqlite";
    }

    @Override
    public String displayName() {
        return "sqlite";
    }

    @Override
    public TestTemplate template(Migration migration) {
        try {
            Path folder = Files.createTempDirectory("liftlock-test");
            try {
                Path file = folder.resolve("template.db");
                migration.migrate(url(file));
                writeLogBack(file);
                return new SqliteTemplate(folder, file);
            } catch (RuntimeException | SQLException e) {
                Folders.delete(folder);
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The SQLite file of the tests cannot be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that the file is whole by itself. It stays in WAL mode, which is a property of the file. */
    private static void writeLogBack(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(file));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
