package org.liftlock.pg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded server is to be started. Immutable; every {@code with…} gives a changed copy.
 *
 * @param folder where binaries are kept unpacked and each run has its private data; created when missing
 * @param pgBin the folder of an existing installation's {@code initdb}, {@code pg_ctl} and {@code postgres}, used
 *     instead of the binaries that come along; null for these
 * @param durable whether what is committed survives a crash of the machine or the server: {@code fsync},
 *     {@code full_page_writes} and {@code synchronous_commit} on. Off, the server is set for bulk loads of data that can
 *     be made again
 * @param startTimeout how long creating the data folder, and then starting the server, may take each; whole seconds
 *     count, at least one
 * @param password what a connection has to know (SCRAM-SHA-256); null lets everybody in who can reach the loopback
 *     address of this machine, which is right only where nobody else can log in
 */
public record EmbeddedServerOptions(
        Path folder,
        @Nullable Path pgBin,
        boolean durable,
        Duration startTimeout,
        @Nullable String password) {

    /** Checks that the time-out is positive and makes the folders absolute. */
    public EmbeddedServerOptions {
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("startTimeout must be positive: " + startTimeout);
        }
        folder = folder.toAbsolutePath().normalize();
        pgBin = pgBin == null ? null : pgBin.toAbsolutePath().normalize();
    }

    /**
     * The packed binaries, below the user's cache folder, set for bulk loads, a minute to start, no password.
     *
     * @return options to use as they are or to change
     */
    public static EmbeddedServerOptions defaults() {
        return new EmbeddedServerOptions(
                UserCache.ofThisUser().resolve("postgres"), null, false, Duration.ofMinutes(1), null);
    }

    /**
     * Another folder for binaries and data.
     *
     * @param folder need not exist
     * @return a changed copy
     */
    public EmbeddedServerOptions withFolder(Path folder) {
        return new EmbeddedServerOptions(folder, pgBin, durable, startTimeout, password);
    }

    /**
     * An installed PostgreSQL instead of the packed one.
     *
     * @param pgBin the folder that holds {@code initdb}; null for the packed binaries
     * @return a changed copy
     */
    public EmbeddedServerOptions withPgBin(@Nullable Path pgBin) {
        return new EmbeddedServerOptions(folder, pgBin, durable, startTimeout, password);
    }

    /**
     * Whether commits survive a crash.
     *
     * @param durable true for tests of durability and for data that cannot be made again
     * @return a changed copy
     */
    public EmbeddedServerOptions withDurable(boolean durable) {
        return new EmbeddedServerOptions(folder, pgBin, durable, startTimeout, password);
    }

    /**
     * Another limit for the start.
     *
     * @param startTimeout positive
     * @return a changed copy
     */
    public EmbeddedServerOptions withStartTimeout(Duration startTimeout) {
        return new EmbeddedServerOptions(folder, pgBin, durable, startTimeout, password);
    }

    /**
     * Asks every connection for a password.
     *
     * @param password without a line feed, not empty; kept in the data folder in a file that only this user can read
     * @return a changed copy
     */
    public EmbeddedServerOptions withPassword(String password) {
        if (password.isEmpty() || password.lines().count() != 1) {
            throw new IllegalArgumentException("password must be one line, not empty");
        }
        return new EmbeddedServerOptions(folder, pgBin, durable, startTimeout, Objects.requireNonNull(password));
    }

    @Override
    public String toString() {
        return "EmbeddedServerOptions[folder=" + folder + ", pgBin=" + pgBin + ", durable=" + durable
                + ", startTimeout=" + startTimeout + ", password=" + (password == null ? "none" : "***") + "]";
    }
}
