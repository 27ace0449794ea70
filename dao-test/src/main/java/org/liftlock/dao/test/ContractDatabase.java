package org.liftlock.dao.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;

/**
 * The database of the running test, past the data layer: for arranging and looking at rows with plain JDBC, and for opening
 * the same database a second time, as another process would. A parameter of tests; for the test's thread and those that it
 * starts, until the test ends.
 *
 * <p>What the test is given here, it closes; otherwise it fails.
 */
public interface ContractDatabase {

    /**
     * The name of the backend, for what no rule makes equal.
     *
     * @return for instance {@code sqlite}
     */
    String backend();

    /**
     * Where the database lies.
     *
     * @return a JDBC URL of the backend
     */
    String jdbcUrl();

    /**
     * Connects with plain JDBC.
     *
     * @return a new connection in auto-commit mode
     * @throws SQLException if that fails
     */
    Connection connect() throws SQLException;

    /**
     * Executes statements with plain JDBC, each committed.
     *
     * @param statements the statements
     * @throws SQLException if one fails; those before it stand
     */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Opens the same database once more, with the contract's modules and configuration.
     *
     * @param change changes how it is opened, by adding a listener for instance; migrations are not run unless it says so
     * @return a database with pools and units of work of its own
     */
    Database open(Consumer<? super DatabaseBuilder> change);
}
