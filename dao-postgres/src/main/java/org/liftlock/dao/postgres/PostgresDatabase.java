package org.liftlock.dao.postgres;

import org.liftlock.dao.jooq.JooqDatabaseBuilder;

/** The entry to databases on PostgreSQL. */
public final class PostgresDatabase {

    /** The name of the backend, by which repositories are bound. */
    public static final String BACKEND = "postgres";

    private PostgresDatabase() {}

    /**
     * Begins to open a database. Opening fails with {@link org.liftlock.dao.ErrorKind#UNREACHABLE} if the server cannot be
     * reached or refuses the user.
     *
     * @param config which database, and how it is used
     * @return takes the repositories and opens the database
     */
    public static JooqDatabaseBuilder builder(PostgresConfig config) {
        return new JooqDatabaseBuilder(() -> PostgresBackend.open(config));
    }
}
