package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A PostgreSQL database by its address. Thread-safe; every call of {@link #connect()} opens a connection of its own.
 */
public final class TargetDatabase {

    private final String url;
    private final Properties properties;

    private TargetDatabase(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /**
     * A database by its JDBC URL.
     *
     * @param url without a password
     * @param properties the driver's properties, password included
     * @return the database
     */
    public static TargetDatabase of(String url, Properties properties) {
        Properties copy = new Properties();
        properties.stringPropertyNames().forEach(name -> copy.setProperty(name, properties.getProperty(name)));
        return new TargetDatabase(url, copy);
    }

    /**
     * Opens a connection in UTC, committing by itself.
     *
     * @return the connection, the caller's to close
     * @throws SQLException if the database refuses
     */
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET statement_timeout = 0;"
                    + " SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /**
     * The address without a password.
     *
     * @return a JDBC URL
     */
    public String url() {
        return url;
    }

    @Override
    public String toString() {
        return url;
    }
}
