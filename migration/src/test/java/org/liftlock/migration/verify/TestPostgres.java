package org.liftlock.migration.verify;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Properties;
import org.liftlock.migration.target.TargetDatabase;

/** The PostgreSQL of the tests: the one that the environment names, else an embedded one, started once. */
final class TestPostgres {

    private TestPostgres() {}

    static TargetDatabase database() {
        String url = System.getenv("LIFTLOCK_TEST_PG_URL");
        return TargetDatabase.of(url == null || url.isEmpty() ? Embedded.URL : url, new Properties());
    }

    private static final class Embedded {
        private static final String URL = start();

        private static String start() {
            try {
                // Its own shutdown hook stops it with the JVM of the tests.
                return EmbeddedPostgres.start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
