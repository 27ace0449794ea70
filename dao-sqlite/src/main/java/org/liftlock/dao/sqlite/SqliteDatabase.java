package org.liftlock.dao.sqlite;

import org.liftlock.dao.jooq.JooqDatabaseBuilder;

/** The entry to databases on SQLite. */
public final class SqliteDatabase {

    /** The name of the backend, by which repositories are bound. */
    public static final String BACKEND = "sqlite";

    private SqliteDatabase() {}

    /**
     * Begins to open a database. Opening fails with {@link org.liftlock.dao.ErrorKind#UNREACHABLE} if the file cannot be
     * opened, with {@link org.liftlock.dao.ErrorKind#STORAGE} if it is no database, and with {@link
     * org.liftlock.dao.ErrorKind#PROGRAMMING} if a connection does not take the settings that this package relies on.
     *
     * @param config where the database lies
     * @return takes the repositories and opens the database
     */
    public static JooqDatabaseBuilder builder(SqliteConfig config) {
        return new JooqDatabaseBuilder(() -> SqliteBackend.open(config));
    }
}
