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
     * Takes the schema as it is found: somebody else has made it, {@code liftlock migrate} for instance, or the role that
     * the application connects with may not.
     *
     * @return this
     */
    DatabaseBuilder withoutMigrations();

    /**
     * Opens the database: connects, brings the schema to the expected version and makes the repositories.
     *
     * @return the open database, to be closed by the caller
     * @throws DaoException of any kind; nothing stays open then
     */
    Database open();
}
