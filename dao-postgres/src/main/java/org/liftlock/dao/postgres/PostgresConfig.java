package org.liftlock.dao.postgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Which PostgreSQL database is used, and how. Immutable; the password is in no text that this class makes.
 *
 * @param url the JDBC URL without user and password; {@code sslmode} and all else that the driver knows is passed through
 * @param user who connects; empty for the user of the operating system
 * @param password the password; empty for the driver to look it up in the file of {@code PGPASSFILE} or {@code .pgpass}
 * @param passwordFile a file whose first line is the password, read for each new connection; outranks {@code password}
 * @param applicationName how the application is called in {@code pg_stat_activity}
 * @param poolSize how many connections are open, from 1. A server works best with few: about twice its cores for all
 *     applications together
 * @param timeouts what is waited for no longer than how long
 */
public record PostgresConfig(
        String url,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> passwordFile,
        String applicationName,
        int poolSize,
        PostgresTimeouts timeouts) {

    private static final int DEFAULT_POOL_SIZE = 8;
    private static final String DEFAULT_APPLICATION_NAME = "liftlock";

    /**
     * Checks the values.
     *
     * @param url the JDBC URL without user and password
     * @param user who connects
     * @param password the password
     * @param passwordFile a file whose first line is the password
     * @param applicationName how the application is called
     * @param poolSize how many connections are open
     * @param timeouts what is waited for no longer than how long
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a value is out of range or the URL holds a user or password
     */
    public PostgresConfig {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(passwordFile, "passwordFile is null");
        Objects.requireNonNull(applicationName, "applicationName is null");
        Objects.requireNonNull(timeouts, "timeouts is null");
        PostgresUrl.requireWithoutCredentials(url);
        if (poolSize < 1) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A pool needs at least one connection")
                    .with("poolSize", poolSize);
        }
    }

    /**
     * The defaults for a JDBC URL.
     *
     * @param url {@code jdbc:postgresql://host:port/database?…}; a {@code user} and a {@code password} in it are taken out
     * @return the configuration
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if it is no JDBC URL of PostgreSQL
     */
    public static PostgresConfig url(String url) {
        PostgresUrl parsed = PostgresUrl.parse(url);
        return new PostgresConfig(
                parsed.url(),
                parsed.user(),
                parsed.password(),
                Optional.empty(),
                DEFAULT_APPLICATION_NAME,
                DEFAULT_POOL_SIZE,
                PostgresTimeouts.defaults());
    }

    /**
     * The database that the environment variables of PostgreSQL name: {@code PGHOST}, {@code PGPORT}, {@code PGDATABASE},
     * {@code PGUSER}, {@code PGPASSWORD}, {@code PGSSLMODE}, {@code PGSSLROOTCERT}, {@code PGAPPNAME} and {@code
     * PGCONNECT_TIMEOUT}, with the defaults that psql has. Without a password the driver reads {@code .pgpass}.
     *
     * @return the configuration
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a variable is unusable
     */
    public static PostgresConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * The database that variables name, as {@link #fromEnvironment()} does.
     *
     * @param environment the variables
     * @return the configuration
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if a variable is unusable
     */
    public static PostgresConfig fromEnvironment(Map<String, String> environment) {
        PostgresEnvironment variables = new PostgresEnvironment(environment);
        return new PostgresConfig(
                variables.url(),
                Optional.of(variables.user()),
                variables.value("PGPASSWORD"),
                Optional.empty(),
                variables.value("PGAPPNAME").orElse(DEFAULT_APPLICATION_NAME),
                DEFAULT_POOL_SIZE,
                variables
                        .connectTimeout()
                        .map(PostgresTimeouts.defaults()::connect)
                        .orElse(PostgresTimeouts.defaults()));
    }

    /**
     * The same for another user.
     *
     * @param newUser who connects
     * @param newPassword the password
     * @return a new configuration
     */
    public PostgresConfig user(String newUser, String newPassword) {
        return new PostgresConfig(
                url,
                Optional.of(newUser),
                Optional.of(newPassword),
                Optional.empty(),
                applicationName,
                poolSize,
                timeouts);
    }

    /**
     * The same with the password in a file, which is read for each new connection: a password that is changed there is used
     * without a restart. Only its owner may write the file, and others may not read it; otherwise, or if it is missing or
     * empty, no connection is made, which is {@link ErrorKind#UNREACHABLE}.
     *
     * @param newPasswordFile a file whose first line is the password
     * @return a new configuration
     */
    public PostgresConfig passwordFile(Path newPasswordFile) {
        return new PostgresConfig(
                url, user, Optional.empty(), Optional.of(newPasswordFile), applicationName, poolSize, timeouts);
    }

    /**
     * The same under another name.
     *
     * @param newApplicationName how the application is called in {@code pg_stat_activity}
     * @return a new configuration
     */
    public PostgresConfig applicationName(String newApplicationName) {
        return new PostgresConfig(url, user, password, passwordFile, newApplicationName, poolSize, timeouts);
    }

    /**
     * The same with another number of connections.
     *
     * @param newPoolSize how many connections are open, from 1
     * @return a new configuration
     */
    public PostgresConfig poolSize(int newPoolSize) {
        return new PostgresConfig(url, user, password, passwordFile, applicationName, newPoolSize, timeouts);
    }

    /**
     * The same with other time-outs.
     *
     * @param newTimeouts what is waited for no longer than how long
     * @return a new configuration
     */
    public PostgresConfig timeouts(PostgresTimeouts newTimeouts) {
        return new PostgresConfig(url, user, password, passwordFile, applicationName, poolSize, newTimeouts);
    }

    /** All values with the passwords masked. */
    @Override
    public String toString() {
        return "PostgresConfig[url=" + PostgresUrl.masked(url) + ", user=" + user.orElse("") + ", password="
                + (password.isPresent() ? "***" : "") + ", passwordFile="
                + passwordFile.map(Path::toString).orElse("") + ", applicationName=" + applicationName + ", poolSize="
                + poolSize + ", timeouts=" + timeouts + "]";
    }
}
