package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL database by its address. Thread-safe; every call of {@link #connect()} opens a connection of its own. No
 * method gives its password away.
 */
public final class TargetDatabase {

    private static final String SOCKET_FACTORY = "socketFactory";

    private final TargetAddress address;
    private final List<String> hints;
    private final @Nullable StallWatch watch;
    private final @Nullable String run;

    private TargetDatabase(TargetAddress address, List<String> hints) {
        this(address, hints, null, null);
    }

    private TargetDatabase(
            TargetAddress address, List<String> hints, @Nullable StallWatch watch, @Nullable String run) {
        this.address = address;
        this.hints = List.copyOf(hints);
        this.watch = watch;
        this.run = run;
    }

    /**
     * A database by its JDBC URL.
     *
     * @param url a JDBC URL
     * @param properties the driver's properties, password included
     * @return the database
     * @throws MigrationException if the URL cannot be read (reason {@code INPUT})
     */
    public static TargetDatabase of(String url, Properties properties) {
        return new TargetDatabase(new AddressParser(Map.of()).jdbc(url, properties), List.of());
    }

    /**
     * A database by what a user wrote: a URI of PostgreSQL's own tools, a JDBC URL, {@code env:NAME} for a variable that
     * holds one of these, or nothing. What a URI leaves out, and everything if there is none, comes from the variables
     * {@code PGHOST} and so on; a password that is nowhere else, from the password file ({@code .pgpass}).
     *
     * @param text the address, or null for nothing
     * @param environment the environment variables
     * @return the database; nothing is connected yet
     * @throws MigrationException if the address cannot be used (reason {@code INPUT}); it does not repeat the address
     */
    public static TargetDatabase parse(@Nullable String text, Map<String, String> environment) {
        AddressParser parser = new AddressParser(environment);
        if (text == null || text.isBlank()) {
            return new TargetDatabase(parser.fromEnvironment(), List.of());
        }
        List<String> hints = new ArrayList<>();
        if (PgEnvironment.namesService(environment)) {
            hints.add("PGSERVICE is set, but service files are not read; the address counts as it was given");
        }
        String stripped = text.strip();
        if (stripped.startsWith("env:")) {
            return new TargetDatabase(parser.parse(parser.variable(stripped.substring(4))), hints);
        }
        TargetDatabase database = new TargetDatabase(parser.parse(stripped), hints);
        if (AddressParser.holdsPassword(stripped)) {
            hints.add(
                    "A password on the command line can be seen by other users of this machine and stays in the shell's"
                            + " history; better use --to env:NAME, PGPASSWORD or .pgpass");
            return new TargetDatabase(database.address, hints);
        }
        return database;
    }

    /**
     * The same database for one run, whose connections the server knows by a name of their own.
     *
     * @param stallWatch gives up the connections that are cut off without a word
     * @return a copy
     */
    public TargetDatabase forRun(StallWatch stallWatch) {
        return new TargetDatabase(
                address,
                hints,
                stallWatch,
                Long.toHexString(ThreadLocalRandom.current().nextLong()));
    }

    /** Gives up every connection of this run. */
    public void giveUp() {
        if (watch != null) {
            watch.giveUpAll();
        }
    }

    /**
     * Opens a connection in UTC, committing by itself.
     *
     * @return the connection, the caller's to close
     * @throws SQLException if the database refuses; {@link #explain} says it in one line
     * @throws MigrationException with reason {@code INTERRUPTED} if the thread is interrupted
     */
    public Connection connect() throws SQLException {
        requireNotInterrupted();
        Connection connection;
        try {
            connection = watch == null ? connect(address.driverProperties()) : connect(watch);
        } catch (SQLException e) {
            requireNotInterrupted();
            throw e;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET statement_timeout = 0;"
                            + " SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET idle_session_timeout = 0");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection connect(Properties properties) throws SQLException {
        if (run != null) {
            String name = properties.getProperty("ApplicationName");
            properties.setProperty(
                    "ApplicationName", name.substring(0, Math.min(30, name.length())) + RunLock.NAMED + run);
        }
        return DriverManager.getConnection(address.driverUrl(), properties);
    }

    private Connection connect(StallWatch stallWatch) throws SQLException {
        Properties properties = address.driverProperties();
        if (properties.containsKey(SOCKET_FACTORY)) {
            // The way to some servers in clouds; the user's own sockets go unwatched.
            return connect(properties);
        }
        ServerWait wait = new ServerWait();
        String ticket = WatchedSocketFactory.ticket(wait);
        properties.setProperty(SOCKET_FACTORY, WatchedSocketFactory.class.getName());
        properties.setProperty("socketFactoryArg", ticket);
        try {
            Connection connection = connect(properties);
            stallWatch.add(connection, connection.unwrap(PGConnection.class).getBackendPID(), wait);
            return connection;
        } finally {
            WatchedSocketFactory.used(ticket);
        }
    }

    /** The driver speaks of something unusual when it is interrupted while it connects. */
    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(MigrationException.Cause.INTERRUPTED, "Interrupted", "", null);
        }
    }

    /**
     * Checks, changing nothing, that the server answers, is at least PostgreSQL 14 and stores UTF-8.
     *
     * @throws MigrationException with reason {@code ENVIRONMENT} if not
     */
    public void requireReadable() {
        new TargetCheck(this).readable();
    }

    /**
     * Checks, changing nothing, that tables can be created and filled: what {@link #requireReadable()} checks, and that
     * the database takes writes and that the role may create objects in the schema, or the schema itself.
     *
     * @param schema the schema that is to hold the tables; it need not exist
     * @throws MigrationException with reason {@code ENVIRONMENT} if not; with reason {@code INPUT} if the schema's name
     *     cannot be used
     */
    public void requireUsable(String schema) {
        new TargetCheck(this).usable(schema);
    }

    /**
     * Says in one line what a failure of this database means.
     *
     * @param failure what the driver threw, from {@link #connect()} or later
     * @return an exception with reason {@code DATA} if a value was refused, else {@code ENVIRONMENT}
     */
    public MigrationException explain(SQLException failure) {
        if (watch != null && watch.gaveUp()) {
            return TargetFailures.silent(address, failure);
        }
        return TargetFailures.explain(address, failure);
    }

    /**
     * What the user should know about the way the address was given.
     *
     * @return sentences, for instance about a password on the command line; mostly none
     */
    public List<String> hints() {
        return hints;
    }

    /**
     * The address without user and password.
     *
     * @return for instance {@code db.example.org:5432/music}
     */
    public String place() {
        return address.place();
    }

    /**
     * The address without a password, for JDBC.
     *
     * @return a JDBC URL
     */
    public String url() {
        return address.publicJdbcUrl();
    }

    /**
     * A line for a POSIX shell that opens the database, without a password.
     *
     * @return for instance {@code psql postgresql://anna@db.example.org:5432/music}
     */
    public String psqlCommand() {
        return address.psqlCommand();
    }

    /** The address without a password. */
    @Override
    public String toString() {
        return url();
    }
}
