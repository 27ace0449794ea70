package org.liftlock.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.sample.store.MusicRepositories;

/** A database of one backend for tests that make its schema themselves, or look at two backends at once. */
public abstract class TestDatabase {

    /**
     * Opens the database, as often as wanted.
     *
     * @return a builder without repositories
     */
    public abstract JooqDatabaseBuilder builder();

    /**
     * Connects past the data layer.
     *
     * @return a connection in auto-commit mode
     * @throws SQLException if that fails
     */
    public abstract Connection connect() throws SQLException;

    /**
     * Opens the database with the repositories of the application.
     *
     * @return the open database
     */
    public Database open() {
        return builder().repositories(new MusicRepositories()).open();
    }

    /**
     * Executes statements past the data layer, each committed.
     *
     * @param statements the statements
     * @throws SQLException if one fails
     */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
