package org.liftlock.dao.test;

import java.util.Set;
import org.liftlock.dao.Capability;
import org.liftlock.dao.Database;
import org.liftlock.dao.Transactions;

/** A database that knows whether it was closed. */
final class WatchedDatabase implements Database {

    private final Database database;
    private volatile boolean closed;

    WatchedDatabase(Database database) {
        this.database = database;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String backend() {
        return database.backend();
    }

    @Override
    public <R> R repository(Class<R> type) {
        return database.repository(type);
    }

    @Override
    public Transactions transactions() {
        return database.transactions();
    }

    @Override
    public Set<Capability> capabilities() {
        return database.capabilities();
    }

    @Override
    public void require(Capability capability) {
        database.require(capability);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return database.unwrap(type);
    }

    @Override
    public void close() {
        closed = true;
        database.close();
    }
}
