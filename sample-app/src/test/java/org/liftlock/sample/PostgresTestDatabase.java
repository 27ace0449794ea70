package org.liftlock.sample;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.test.PostgresForTests;

/** A database on the PostgreSQL server of the tests. */
public final class PostgresTestDatabase extends TestDatabase {

    private final PostgresConfig config =
            PostgresConfig.url(PostgresForTests.emptyDatabase()).poolSize(4);

    /** Makes an empty database. */
    public PostgresTestDatabase() {}

    @Override
    public JooqDatabaseBuilder builder() {
        return PostgresDatabase.builder(config);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                config.url(), config.user().orElseThrow(), config.password().orElse(""));
    }
}
