package org.liftlock.dao.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL server of the tests: the one of {@code LIFTLOCK_TEST_PG_URL}, a JDBC URL of a user who may create
 * databases, or an embedded one that lives as long as the JVM.
 */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /**
     * Makes an empty database; it goes with the server, or is replaced by a later run.
     *
     * @return how to connect, with a small pool
     */
    public static PostgresConfig emptyDatabase() {
        PostgresConfig server = PostgresConfig.url(Server.URL);
        String name = "liftlock_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(Server.URL);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " template template0 encoding 'UTF8'");
        } catch (SQLException e) {
            throw new IllegalStateException("The PostgreSQL server of the tests refuses", e);
        }
        PostgresConfig config = PostgresConfig.url(server.url().replaceFirst("(//[^/]*)/[^?]*", "$1/" + name));
        return server.user()
                .map(user -> config.user(user, server.password().orElse("")))
                .orElse(config)
                .poolSize(4);
    }

    private static final class Server {

        static final String URL =
                Optional.ofNullable(System.getenv("LIFTLOCK_TEST_PG_URL")).orElseGet(Server::embedded);

        private static String embedded() {
            try {
                return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
