package org.liftlock.migration.target;

import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/** What can be wrong with an address before anybody is asked. */
final class AddressFailures {

    private static final String FORMS =
            "Write postgresql://user@host:port/database, a JDBC URL, env:NAME, or leave --to out and set PGHOST and the like";

    private AddressFailures() {}

    static MigrationException noForm() {
        return input("The target is no address of a PostgreSQL database", FORMS);
    }

    static MigrationException malformed(String message) {
        return input(
                message + ", in the address of the target",
                "Write reserved characters as %XX, for instance %40 for @ and %2F for /");
    }

    static MigrationException unixSocket() {
        return input(
                "Unix-domain sockets cannot be used from Java",
                "Name a host that answers over TCP, for instance localhost");
    }

    static MigrationException unknownParameter(String name) {
        return input("The address of the target has a parameter that is not supported", "Leave it out")
                .with("parameter", name);
    }

    static MigrationException badParameter(String name, String allowed) {
        return input("A parameter in the address of the target has a value that cannot be used", "Write " + allowed)
                .with("parameter", name);
    }

    static MigrationException serviceFile() {
        return input(
                "Service files are not read, but PGSERVICE or service= names a service",
                "Give the address by --to, or by PGHOST, PGPORT, PGDATABASE and PGUSER with PGSERVICE unset");
    }

    static MigrationException noVariable(String name) {
        return input(
                        "The target is to be taken from an environment variable that is not set",
                        "Set it to a postgresql:// URI or a JDBC URL, and export it")
                .with("variable", name);
    }

    static MigrationException input(String message, String remedy) {
        return new MigrationException(Cause.INPUT, message, remedy, null);
    }
}
