package org.liftlock.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;

/** A SQLite file in WAL mode. */
public final class SqliteTestDatabase extends TestDatabase {

    private final Path file;

    /** Names a file that does not exist yet, in a folder of its own that is deleted with the JVM. */
    public SqliteTestDatabase() {
        try {
            Path folder = Files.createTempDirectory("music");
            file = folder.resolve("music.db");
            folder.toFile().deleteOnExit();
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Path.of(file + suffix).toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file.
     *
     * @return its path
     */
    public Path file() {
        return file;
    }

    @Override
    public JooqDatabaseBuilder builder() {
        return SqliteDatabase.builder(SqliteConfig.file(file));
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
    }
}
