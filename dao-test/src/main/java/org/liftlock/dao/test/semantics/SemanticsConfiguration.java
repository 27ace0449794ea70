package org.liftlock.dao.test.semantics;

import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.ContractConfiguration;

/**
 * How the databases of {@link SemanticsContract} are opened. An application that opens its own in another way extends this
 * class, overrides {@link #database}, and names it with {@link org.liftlock.dao.test.ConfiguredBy}.
 */
public class SemanticsConfiguration implements ContractConfiguration {

    /** Where the tables of the contract are made; the name of the backend follows. */
    private static final String MIGRATIONS = "classpath:org/liftlock/dao/test/semantics/";

    /** Creates the configuration. */
    public SemanticsConfiguration() {}

    /**
     * Begins to open a database as the application does. Repositories and migrations are added by the caller.
     *
     * @param backend the backend
     * @param jdbcUrl where the database lies
     * @return the builder; what the backend gives by itself unless overridden
     */
    protected DatabaseBuilder database(BackendProvider backend, String jdbcUrl) {
        return backend.builder(jdbcUrl);
    }

    @Override
    public final DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
        return database(backend, jdbcUrl).migrations(MIGRATIONS + backend.backend());
    }
}
