package org.liftlock.migration.sql;

import java.nio.charset.StandardCharsets;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/** Names that a user chooses for objects in PostgreSQL. Stateless and thread-safe. */
public final class PgNames {

    /** PostgreSQL cuts longer names without a word (manual, "Identifiers and Key Words"). */
    private static final int LONGEST_BYTES = 63;

    private PgNames() {}

    /**
     * Refuses a name that PostgreSQL would refuse or cut.
     *
     * @param what what it names, for the message
     * @param name the name
     * @throws MigrationException with cause {@code INPUT}
     */
    public static void requireUsable(String what, String name) {
        if (name.isBlank() || name.indexOf(0) >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw refused("This can be no name in PostgreSQL", "Give one of 1 to 63 bytes", what, name);
        }
    }

    /**
     * Refuses a schema that cannot or must not hold an application's tables.
     *
     * @param schema the schema's name
     * @throws MigrationException with cause {@code INPUT}
     */
    public static void requireUsableSchema(String schema) {
        requireUsable("schema", schema);
        if (schema.startsWith("pg_") || schema.equals("information_schema")) {
            throw refused("PostgreSQL keeps this schema for itself", "Choose another by --schema", "schema", schema);
        }
        if (schema.equals("liftlock")) {
            throw refused(
                    "Liftlock keeps its record of a run in this schema",
                    "Choose another by --schema",
                    "schema",
                    schema);
        }
    }

    private static MigrationException refused(String message, String remedy, String what, String name) {
        return new MigrationException(Cause.INPUT, message, remedy, null).with(what, name);
    }
}
