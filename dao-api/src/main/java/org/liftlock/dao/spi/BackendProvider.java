package org.liftlock.dao.spi;

import org.liftlock.dao.DatabaseBuilder;

/**
 * A backend on the class path, found with {@link java.util.ServiceLoader}: for code that learns which backends there are
 * when it runs, such as a test kit or an application that chooses by configuration. Stateless.
 */
public interface BackendProvider {

    /**
     * The name of the backend, by which repositories are bound.
     *
     * @return lower case, for instance {@code sqlite}
     */
    String backend();

    /**
     * Begins to open a database with the backend's defaults.
     *
     * @param jdbcUrl where the database lies, as the backend's driver writes it
     * @return takes the repositories and opens the database
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#PROGRAMMING} if the URL is not the backend's
     */
    DatabaseBuilder builder(String jdbcUrl);
}
