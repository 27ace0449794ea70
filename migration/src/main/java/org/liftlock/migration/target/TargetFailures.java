package org.liftlock.migration.target;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * Says what a failure of the target means and what to do about it. SQLSTATEs as in
 * postgresql.org/docs/current/errcodes-appendix.html; those of the driver itself begin with 08.
 */
final class TargetFailures {

    private static final String CREDENTIALS =
            "Check the user, and the password in PGPASSWORD, .pgpass or the variable of --to env:NAME";
    private static final String AGAIN = "See that the server runs, then run the same command again";

    private final TargetAddress address;
    private final SQLException failure;

    private TargetFailures(TargetAddress address, SQLException failure) {
        this.address = address;
        this.failure = failure;
    }

    static MigrationException explain(TargetAddress address, SQLException failure) {
        return new TargetFailures(address, failure).explain();
    }

    /** Whatever the failure says: the connection was given up after a long silence. */
    static MigrationException silent(TargetAddress address, SQLException failure) {
        return new TargetFailures(address, failure)
                .says(
                        "The server went silent, and the connection was given up",
                        "See to the network between, then run the same command again");
    }

    private MigrationException explain() {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01" ->
                says("The user or the password is wrong", CREDENTIALS).with("user", address.user());
            case "28000" -> notLetIn();
            case "3D000" ->
                says("The database does not exist", "Create it: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
            case "53300" ->
                says("The server has no connection left", "Close others, or raise max_connections on the server");
            case "57P03" ->
                says("The server is starting up or shutting down", "Wait a little, then run the same command again");
            case "57P01", "57P02", "57P05" -> says("The server ended the connection; nothing half done counts", AGAIN);
            case "57014" -> says("The server cancelled the statement", "Run the same command again");
            case "42501" ->
                says("The role lacks a privilege", "Grant it, or use the database's owner")
                        .with("user", address.user())
                        .with("why", reason());
            case "25006" -> says("The database takes no writes", "Name the primary server, or allow writing");
            case "53100" -> says("The server's disk is full", "Make room, then run the same command again");
            case "53200" -> outOfMemory();
            case "55P03", "40P01" ->
                says("Another session holds a lock that is needed", "End it, then run the same command again")
                        .with("why", reason());
            case "54000", "54011" ->
                no(
                        "A row is wider than PostgreSQL can store",
                        "Split the table: rows there are limited to about 8 kB"
                                + " beside what long values take elsewhere");
            default -> byClass(state);
        };
    }

    private MigrationException outOfMemory() {
        return String.valueOf(failure.getMessage()).contains("max_locks_per_transaction")
                ? says(
                        "The server has no room for the locks of so many tables in one transaction",
                        "Raise max_locks_per_transaction there and start it again, then run the same command again")
                : says("The server is out of memory", "Run again when it has less to do");
    }

    private MigrationException byClass(String state) {
        if (state.startsWith("08")) {
            return connection();
        }
        return state.startsWith("22") || state.startsWith("23")
                ? no(
                        "PostgreSQL does not take a value",
                        "Give its column another type in plan.yaml, or repair the value")
                : other();
    }

    private MigrationException no(String message, String remedy) {
        return new MigrationException(Cause.DATA, message, remedy, failure)
                .with("target", address.place())
                .with("why", reason())
                .with("SQLSTATE", String.valueOf(failure.getSQLState()));
    }

    /** Without a rule in pg_hba.conf for this way in, the message tells whether encryption is what lacks. */
    private MigrationException notLetIn() {
        String message = reason();
        boolean noRule = message.contains("pg_hba.conf");
        if (noRule && (message.contains("no encryption") || message.contains("SSL off"))) {
            return says("The server lets nobody in without SSL", "Add sslmode=require to the address")
                    .with("user", address.user());
        }
        if (noRule) {
            return says("The server has no rule that lets this user in from here", "Add one to its pg_hba.conf")
                    .with("user", address.user())
                    .with("why", message);
        }
        return says("The server does not let this user in", CREDENTIALS)
                .with("user", address.user())
                .with("why", message);
    }

    private MigrationException connection() {
        if (find(UnknownHostException.class) != null) {
            return says("The host of the target is not known", "Check its name in the address");
        }
        if (find(SocketTimeoutException.class) != null || reason().contains("timed out")) {
            return says(
                    "The server does not answer in time",
                    "Check host and port, and firewalls between here and there; connect_timeout=SECONDS waits longer");
        }
        if (find(ConnectException.class) != null || find(NoRouteToHostException.class) != null) {
            return says(
                    "No server answers at this host and port",
                    "Check both, that the server runs, and that it listens on TCP (listen_addresses)");
        }
        if (reason().contains("does not support SSL")) {
            return says(
                    "The server does not offer SSL, but the address asks for it",
                    "Use sslmode=prefer or sslmode=disable, if the network between is trusted");
        }
        if (find(SSLException.class) != null
                || find(CertificateException.class) != null
                || reason().contains("SSL")
                || reason().contains("certificate")) {
            return says(
                            "No encrypted connection comes about",
                            "Check sslmode and that sslrootcert names the certificate authority of the server")
                    .with("why", deepest());
        }
        if (reason().contains("no password was provided")) {
            return says("The server asks for a password, and there is none", CREDENTIALS)
                    .with("user", address.user());
        }
        if (find(EOFException.class) != null) {
            return says("The connection was lost, or what answers there is not PostgreSQL", AGAIN);
        }
        return says("The connection failed", AGAIN).with("why", reason());
    }

    private MigrationException other() {
        return says("PostgreSQL refused", "See the server's log")
                .with("why", reason())
                .with("SQLSTATE", String.valueOf(failure.getSQLState()));
    }

    private MigrationException says(String message, String remedy) {
        return new MigrationException(Cause.ENVIRONMENT, message, remedy, failure).with("target", address.place());
    }

    /** The first line: what follows are positions and hints about the server's own source. */
    private String reason() {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(message).replaceFirst("^(FATAL|ERROR): ", "");
    }

    private String deepest() {
        Throwable current = failure;
        while (current.getCause() != null) {
            current = current.getCause();
        }
        return String.valueOf(current.getMessage());
    }

    private <T extends Throwable> @Nullable T find(Class<T> type) {
        for (Throwable current = failure; current != null; current = current.getCause()) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
        }
        return null;
    }
}
