package org.liftlock.dao.postgres;

import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.spi.BackendProvider;

/** Opens PostgreSQL for code that finds its backends on the class path. Public for {@link java.util.ServiceLoader}. */
public final class PostgresProvider implements BackendProvider {

    /** Creates the provider. */
    public PostgresProvider() {}

    @Override
    public String backend() {
        return PostgresDatabase.BACKEND;
    }

    @Override
    public DatabaseBuilder builder(String jdbcUrl) {
        return PostgresDatabase.builder(PostgresConfig.url(jdbcUrl));
    }
}
