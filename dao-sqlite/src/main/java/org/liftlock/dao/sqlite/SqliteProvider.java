package org.liftlock.dao.sqlite;

import java.nio.file.Path;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.spi.BackendProvider;

/** Opens SQLite for code that finds its backends on the class path. Public for {@link java.util.ServiceLoader}. */
public final class SqliteProvider implements BackendProvider {

    private static final String PREFIX = "jdbc:sqlite:";

    /** Creates the provider. */
    public SqliteProvider() {}

    @Override
    public String backend() {
        return SqliteDatabase.BACKEND;
    }

    @Override
    public DatabaseBuilder builder(String jdbcUrl) {
        String file = jdbcUrl.startsWith(PREFIX) ? jdbcUrl.substring(PREFIX.length()) : "";
        // A memory database has one connection and cannot show what several see of each other.
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new DaoException(ErrorKind.PROGRAMMING, "This is no JDBC URL of a SQLite file")
                    .with("expected", "jdbc:sqlite:/path/to/file.db");
        }
        return SqliteDatabase.builder(SqliteConfig.file(Path.of(file)));
    }
}
