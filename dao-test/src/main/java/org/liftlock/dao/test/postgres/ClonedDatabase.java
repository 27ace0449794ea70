package org.liftlock.dao.test.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liftlock.dao.test.spi.TestDatabase;

/** A database for one test. */
final class ClonedDatabase implements TestDatabase {

    private final TestServer server;
    private final String database;

    ClonedDatabase(TestServer server, String database) {
        this.server = server;
        this.database = database;
    }

    @Override
    public String jdbcUrl() {
        return server.url(database);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    @Override
    public boolean restore() {
        return false;
    }

    @Override
    public void close() {
        server.drop(database);
    }
}
