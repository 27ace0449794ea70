package org.liftlock.dao.test;

import java.util.List;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.spi.BackendProvider;

/**
 * How the databases of a contract are opened. One instance serves all tests of a class on one backend, and is theirs as a
 * parameter; the schema of a configuration is made once in a test run. Named by {@link ConfiguredBy}.
 */
public interface ContractConfiguration {

    /**
     * Modules beside those that {@link BackendContract} names, for instance one that is given a clock.
     *
     * @return the modules; none unless overridden
     */
    default List<RepositoryModule> modules() {
        return List.of();
    }

    /**
     * Begins to open a database: here listeners, the place of the migrations, and the values of the backend's own
     * configuration are set. The modules are added by the caller.
     *
     * @param backend the backend, whose name decides where the two differ
     * @param jdbcUrl where the database lies
     * @return takes the modules and opens the database; what the backend gives by itself unless overridden
     */
    default DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
        return backend.builder(jdbcUrl);
    }
}
