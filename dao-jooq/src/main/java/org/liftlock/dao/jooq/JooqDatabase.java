package org.liftlock.dao.jooq;

import java.util.List;
import java.util.Set;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.jooq.schema.SchemaReader;
import org.liftlock.dao.spi.RepositoryRegistry;
import org.liftlock.dao.spi.UnitOfWorkListener;

/** A database on any backend of jOOQ's. */
final class JooqDatabase implements Database {

    private final JooqBackend backend;
    private final JooqTransactions transactions;
    private final RepositoryRegistry repositories;

    JooqDatabase(JooqBackend backend, List<RepositoryModule> modules, List<UnitOfWorkListener> listeners) {
        this.backend = backend;
        this.transactions = new JooqTransactions(UnitEnvironment.of(backend, listeners));
        this.repositories = new RepositoryRegistry(modules);
    }

    JooqDatabase withRepositories() {
        repositories.instantiate(this);
        return this;
    }

    @Override
    public String backend() {
        return backend.name();
    }

    @Override
    public <R> R repository(Class<R> type) {
        return repositories.get(type);
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public Set<Capability> capabilities() {
        return backend.capabilities();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(transactions)) {
            return type.cast(transactions);
        }
        if (type == SchemaReader.class) {
            return type.cast(SchemaCheck.reader(backend));
        }
        throw new DaoException(ErrorKind.PROGRAMMING, "The database has no object of this type")
                .with("type", type.getName())
                .with("backend", backend.name());
    }

    @Override
    public void close() {
        backend.close();
    }
}
