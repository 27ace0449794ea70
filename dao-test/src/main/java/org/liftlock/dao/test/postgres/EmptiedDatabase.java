package org.liftlock.dao.test.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liftlock.dao.test.spi.TestDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database for one test after the other, with a connection of its own for what happens in between. */
final class EmptiedDatabase implements TestDatabase {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmptiedDatabase.class);

    private final PostgresTemplate template;
    private final String database;
    private final Connection control;
    private final Restoration restoration;
    private boolean clean = true;

    EmptiedDatabase(PostgresTemplate template, String database, Connection control, Restoration restoration) {
        this.template = template;
        this.database = database;
        this.control = control;
        this.restoration = restoration;
    }

    @Override
    public String jdbcUrl() {
        return template.url(database);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    @Override
    public boolean restore() throws SQLException {
        clean = false;
        clean = restoration.run();
        return clean;
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (SQLException e) {
            LOGGER.debug("The connection of {} was closed already", database, e);
        }
        template.giveBack(database, clean);
    }
}
