package org.liftlock.dao.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/**
 * The PostgreSQL server of the tests: the one of {@code LIFTLOCK_TEST_PG_URL}, a JDBC URL of a user who may create
 * databases, else an embedded one that lives as long as the JVM. Thread-safe.
 */
public final class PostgresForTests {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresForTests() {}

    /**
     * Makes an empty database; it goes with an embedded server, and on another it is replaced by a later run.
     *
     * @return its JDBC URL, with user and password as in {@code LIFTLOCK_TEST_PG_URL}
     * @throws IllegalStateException if the server refuses
     */
    public static String emptyDatabase() {
        String name = "liftlock_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(Server.URL);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        } catch (SQLException e) {
            throw new IllegalStateException("The PostgreSQL server of the tests refuses", e);
        }
        return Server.URL.replaceFirst("(//[^/]*)/[^?]*", "$1/" + name);
    }

    /** Started by the first test that asks; the server's own shutdown hook stops it. */
    private static final class Server {

        static final String URL = Optional.ofNullable(System.getenv("LIFTLOCK_TEST_PG_URL"))
                .orElseGet(() ->
                        EmbeddedServer.start(EmbeddedServerOptions.defaults()).jdbcUrl("postgres"));
    }
}
