package org.liftlock.dao;

import org.liftlock.dao.spi.UnitOfWorkListener;

/**
 * Opens a database of one backend with the repositories of an application. Obtained from the backend's own class or, where
 * the backend is chosen when the application starts, from a {@link org.liftlock.dao.spi.BackendProvider}. For use by one
 * thread.
 */
public interface DatabaseBuilder {

    /**
     * Adds repositories.
     *
     * @param module binds them
     * @return this
     */
    DatabaseBuilder repositories(RepositoryModule module);

    /**
     * Adds a listener, told after those that were added before.
     *
     * @param listener is told of each unit of work
     * @return this
     */
    DatabaseBuilder listener(UnitOfWorkListener listener);

    /**
     * Says where the schema migrations lie. Without a word, in {@code classpath:db/} followed by the name of the backend.
     *
     * @param locations locations as Flyway writes them
     * @return this
     */
    DatabaseBuilder migrations(String... locations);

    /**
     * Takes a database that holds tables but no history of migrations to be at a version: the tables are those that the
     * application made by itself before it had migrations. Later versions are run on it. An empty database gets all of
     * them, and one with a history goes by that.
     *
     * @param version the version whose migration makes just these tables, for instance {@code 1}
     * @return this
     */
    DatabaseBuilder adoptingVersion(String version);

    /**
     * Takes the schema as it is found: somebody else has made it, {@code liftlock migrate} for instance, or the role that
     * the application connects with may not. Where Flyway has made it, it has to be at the version of the newest migration.
     *
     * @return this
     */
    DatabaseBuilder withoutMigrations();

    /**
     * Says where the description of the expected schema lies, to which the database is compared when it is opened. Without
     * a word, in {@code classpath:db/schema.txt} if there is such a file.
     *
     * @param location {@code classpath:} and the name of a resource, or the path of a file
     * @return this
     */
    DatabaseBuilder expectedSchema(String location);

    /**
     * Does not compare the schema to the expected one.
     *
     * @return this
     */
    DatabaseBuilder withoutSchemaCheck();

    /**
     * Opens the database: connects, brings the schema to the expected version, compares it to the expected one and makes
     * the repositories.
     *
     * @return the open database, to be closed by the caller
     * @throws DaoException of any kind; nothing stays open then. {@link ErrorKind#PROGRAMMING} if the schema is behind the
     *     newest migration, ahead of it, or not the expected one, with what differs by name
     */
    Database open();
}
