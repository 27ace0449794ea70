package org.liftlock.dao.test.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and drops databases on the server of the tests, started by the first test that asks. Thread-safe.
 *
 * <p>Databases are called {@code liftlock_test_}, the run, a number. As long as the run lives, it holds a session that is
 * called the same; on a server that others share, a database whose run has no session is dropped by the next run.
 */
public final class TestServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(TestServer.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final String PREFIX = "liftlock_test_";
    private static final Pattern OWNED = Pattern.compile("(" + PREFIX + "[0-9a-f]{8})_[0-9]+");

    private final PostgresServer server;
    private final String run = PREFIX + String.format("%08x", new SecureRandom().nextInt());
    private final Connection control;
    private final int versionNumber;
    private final String version;
    private final Set<String> databases = new LinkedHashSet<>();
    private int created;

    private TestServer(PostgresServer server) throws SQLException {
        this.server = server;
        this.control = DriverManager.getConnection(server.url());
        execute("SET application_name = '" + run + "'");
        this.versionNumber = Integer.parseInt(text("SHOW server_version_num"));
        // Distributions add their own version behind a space.
        this.version = text("SHOW server_version").replaceFirst(" .*", "");
        if (server.shared()) {
            dropDatabasesOfDeadRuns();
            Runtime.getRuntime().addShutdownHook(new Thread(this::dropAll, "drops the databases of the tests"));
        }
        // Seen in a build without a logging library too.
        System.getLogger(TestServer.class.getName())
                .log(System.Logger.Level.INFO, "Tests on PostgreSQL run on " + description());
    }

    /**
     * The one server of this JVM.
     *
     * @return a running server
     * @throws IllegalStateException if there is none to be had
     */
    public static TestServer get() {
        return Holder.SERVER;
    }

    /**
     * What it is and where it comes from.
     *
     * @return for instance {@code 18.6, embedded}
     */
    public String description() {
        return version + ", " + server.origin();
    }

    /**
     * Makes an empty database.
     *
     * @return its name
     */
    public String create() {
        return create("TEMPLATE template0 ENCODING 'UTF8'");
    }

    /** Copies a database that nobody is connected to. */
    String copy(String template) {
        // Without the strategy, the server writes two checkpoints for each copy; older ones know no other way.
        return create("TEMPLATE " + template + (versionNumber >= 150_000 ? " STRATEGY wal_log" : ""));
    }

    private synchronized String create(String how) {
        String name = run + "_" + ++created;
        try {
            execute("CREATE DATABASE " + name + " " + how);
        } catch (SQLException e) {
            throw new IllegalStateException("The PostgreSQL server of the tests makes no database", e);
        }
        databases.add(name);
        return name;
    }

    /**
     * The URL of a database.
     *
     * @param database its name
     * @return a JDBC URL, with user and password as in {@code LIFTLOCK_TEST_PG_URL}
     */
    public String url(String database) {
        return server.url(database);
    }

    /** Drops a database and ends the sessions on it. */
    synchronized void drop(String database) {
        try {
            execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            databases.remove(database);
        } catch (SQLException e) {
            LOGGER.warn("A database of the tests is left: {}", database, e);
        }
    }

    /** Within a time, for each waits for the disk of the server, and Maven kills a JVM that ends slowly; the next run drops the rest. */
    private synchronized void dropAll() {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        for (String database : List.copyOf(databases)) {
            if (System.nanoTime() - deadline < 0) {
                drop(database);
            }
        }
    }

    private void dropDatabasesOfDeadRuns() throws SQLException {
        List<String> all = texts("SELECT datname FROM pg_database WHERE datname LIKE 'liftlock\\_test\\_%'");
        List<String> living = texts("SELECT DISTINCT application_name FROM pg_stat_activity");
        for (String database : all) {
            Matcher owned = OWNED.matcher(database);
            if (owned.matches() && !living.contains(owned.group(1))) {
                try {
                    execute("DROP DATABASE IF EXISTS " + database);
                } catch (SQLException e) {
                    // Another user's, or another run drops it at this moment.
                    LOGGER.debug("A database of an earlier run stays: {}", database, e);
                }
            }
        }
    }

    private String text(String query) throws SQLException {
        return texts(query).get(0);
    }

    private List<String> texts(String query) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Started once; its failure is the failure of each test that asks. */
    private static final class Holder {

        static final TestServer SERVER = start();

        private static TestServer start() {
            try {
                return new TestServer(PostgresServer.first());
            } catch (SQLException e) {
                throw new IllegalStateException("The PostgreSQL server of the tests refuses", e);
            }
        }
    }
}
