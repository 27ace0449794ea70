package org.liftlock.dao.jooq;

import java.util.List;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DefaultConfiguration;
import org.liftlock.dao.spi.UnitOfWorkListener;

/** What all units of work of one database share. */
record UnitEnvironment(JooqBackend backend, CurrentUnit current, DSLContext dsl, List<UnitOfWorkListener> listeners) {

    static UnitEnvironment of(JooqBackend backend, List<UnitOfWorkListener> listeners) {
        CurrentUnit current = new CurrentUnit();
        Configuration configuration = new DefaultConfiguration()
                .derive(backend.dialect())
                .derive(backend.settings())
                .derive(current)
                .derive(new RefusedTransactions());
        configuration.data(ValueStorages.class, backend.storages());
        return new UnitEnvironment(backend, current, configuration.dsl(), List.copyOf(listeners));
    }
}
