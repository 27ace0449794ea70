package org.liftlock.dao.jooq;

import java.util.List;
import org.jooq.Configuration;
import org.jooq.impl.DefaultConfiguration;
import org.liftlock.dao.spi.UnitOfWorkListener;

/** What all units of work of one database share. */
record UnitEnvironment(JooqBackend backend, Configuration configuration, List<UnitOfWorkListener> listeners) {

    static UnitEnvironment of(JooqBackend backend, List<UnitOfWorkListener> listeners) {
        Configuration configuration =
                new DefaultConfiguration().derive(backend.dialect()).derive(backend.settings());
        configuration.data(ValueStorages.class, backend.storages());
        return new UnitEnvironment(backend, configuration, List.copyOf(listeners));
    }
}
