package org.liftlock.integration.repository;

import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.test.ContractConfiguration;

/** Databases with the table of {@link Items}. */
public final class ItemTable implements ContractConfiguration {

    /** Creates the configuration. */
    public ItemTable() {}

    @Override
    public DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
        return backend.builder(jdbcUrl).migrations("classpath:repository");
    }
}
