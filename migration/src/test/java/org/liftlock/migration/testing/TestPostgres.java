package org.liftlock.migration.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/**
 * The PostgreSQL server of the tests: the one at {@code LIFTLOCK_TEST_PG_URL} (a JDBC URL whose role may create
 * databases), else an embedded one, started once and stopped with the JVM.
 */
public final class TestPostgres {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestPostgres() {}

    /** A new, empty database, dropped when it is closed. */
    public static TestDatabase freshDatabase() throws SQLException {
        String name = "liftlock_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        }
        return new TestDatabase(name, url(name));
    }

    static void drop(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    private static String url() {
        String given = System.getenv("LIFTLOCK_TEST_PG_URL");
        return given == null || given.isEmpty() ? Embedded.SERVER.jdbcUrl("postgres") : given;
    }

    /** The server's URL with another database in it. */
    private static String url(String database) {
        String url = url();
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        return address.substring(0, address.lastIndexOf('/') + 1)
                + database
                + (parameters < 0 ? "" : url.substring(parameters));
    }

    private static final class Embedded {
        private static final EmbeddedServer SERVER = EmbeddedServer.start(EmbeddedServerOptions.defaults());
    }
}
