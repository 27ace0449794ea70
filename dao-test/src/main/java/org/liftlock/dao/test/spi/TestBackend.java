package org.liftlock.dao.test.spi;

/**
 * Makes the databases that tests of one backend run on; found with {@link java.util.ServiceLoader}, one for each {@link
 * org.liftlock.dao.spi.BackendProvider}. Thread-safe.
 */
public interface TestBackend {

    /**
     * The name of the backend.
     *
     * @return as {@link org.liftlock.dao.spi.BackendProvider#backend()} gives it
     */
    String backend();

    /**
     * The name for reports, with what a reader wants to know of where the tests ran. Starts a server where one is needed.
     *
     * @return for instance {@code postgres (18.6, embedded)}
     * @throws RuntimeException if there is none to be had; the tests of this backend fail with it
     */
    String displayName();

    /**
     * Makes a database whose copies tests are given.
     *
     * @param migration brings an empty database to the schema of the tests
     * @return the template
     * @throws RuntimeException if the database cannot be made, and what the migration throws
     */
    TestTemplate template(Migration migration);

    /** Brings an empty database to the schema of the tests. */
    @FunctionalInterface
    interface Migration {

        /**
         * Migrates, and closes all connections.
         *
         * @param jdbcUrl where the empty database lies
         */
        void migrate(String jdbcUrl);
    }
}
