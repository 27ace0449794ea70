package org.liftlock.dao.test.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/**
 * The server of the tests.
 *
 * @param url a JDBC URL of a user who may create databases
 * @param origin where the server comes from, for reports
 * @param shared whether it outlives this JVM, so that databases have to be removed
 */
record PostgresServer(String url, String origin, boolean shared) {

    static final String VARIABLE = "LIFTLOCK_TEST_PG_URL";

    /** The host and what stands before it, the database, and the parameters. */
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?]+/)([^/?]*)(\\?.*)?");

    PostgresServer {
        if (!URL.matcher(url).matches()) {
            // Not the URL itself: it may hold a password.
            throw new IllegalArgumentException(
                    VARIABLE + " holds no JDBC URL such as jdbc:postgresql://host:port/postgres?user=name");
        }
    }

    /** The first that there is: the one that the environment names, a container, one of this JVM. What fails is not passed over. */
    static PostgresServer first() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(url -> !url.isBlank())
                .map(url -> new PostgresServer(url.strip(), VARIABLE, true))
                .orElseGet(() -> ContainerServer.isPossible() ? ContainerServer.start() : embedded());
    }

    private static PostgresServer embedded() {
        EmbeddedServer server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
        return new PostgresServer(server.jdbcUrl("postgres"), "embedded", false);
    }

    /** The same server with another database. */
    String url(String database) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException("was checked before");
        }
        return parts.group(1) + database + (parts.group(3) == null ? "" : parts.group(3));
    }
}
