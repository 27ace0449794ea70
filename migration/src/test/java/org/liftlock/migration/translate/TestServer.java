package org.liftlock.migration.translate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of these tests: {@code LIFTLOCK_TEST_PG_URL}, or an embedded one that lives as long as the JVM. */
final class TestServer {

    private static @Nullable String url;

    private TestServer() {}

    static synchronized Connection connect() throws SQLException {
        if (url == null) {
            String given = System.getenv("LIFTLOCK_TEST_PG_URL");
            url = given != null ? given : start();
        }
        return DriverManager.getConnection(url);
    }

    private static String start() {
        try {
            return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
