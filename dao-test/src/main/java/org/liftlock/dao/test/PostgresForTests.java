package org.liftlock.dao.test;

import org.liftlock.dao.test.postgres.TestServer;

/**
 * The PostgreSQL server of the tests, the first that there is: the one of {@code LIFTLOCK_TEST_PG_URL}, a JDBC URL of a
 * user who may create databases; one in a container, where Testcontainers is on the class path and an engine answers; an
 * embedded one. The last two live as long as the JVM. Thread-safe.
 */
public final class PostgresForTests {

    private PostgresForTests() {}

    /**
     * Makes an empty database; it goes with the JVM.
     *
     * @return its JDBC URL, with user and password as in {@code LIFTLOCK_TEST_PG_URL}
     * @throws IllegalStateException if the server refuses
     */
    public static String emptyDatabase() {
        TestServer server = TestServer.get();
        return server.url(server.create());
    }
}
