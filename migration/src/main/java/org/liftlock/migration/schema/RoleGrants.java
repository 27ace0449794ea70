package org.liftlock.migration.schema;

import java.util.List;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.sql.PgNames;
import org.liftlock.migration.sql.PgSql;

/**
 * The SQL that gives an application two roles: an owner that migrates the schema, and one that reads and writes rows and can
 * neither create, nor change, nor drop anything. Immutable.
 *
 * @param database the database
 * @param schema the schema of the application's tables, made where it is missing
 * @param owner the role that owns the tables
 * @param application the role that the application runs as
 */
public record RoleGrants(String database, String schema, String owner, String application) {

    /**
     * Checks the names.
     *
     * @param database the database
     * @param schema the schema of the application's tables
     * @param owner the role that owns the tables
     * @param application the role that the application runs as
     * @throws MigrationException with cause {@code INPUT} if PostgreSQL could not use one, or both roles are one
     */
    public RoleGrants {
        PgNames.requireUsableSchema(schema);
        requireName("database", database);
        requireName("schema", schema);
        requireName("owner", owner);
        requireName("application role", application);
        if (owner.equals(application)) {
            throw new MigrationException(
                            Cause.INPUT,
                            "The owner and the application are the same role",
                            "Give two: what one may do, the other may not",
                            null)
                    .with("role", owner);
        }
    }

    private static void requireName(String what, String name) {
        PgNames.requireUsable(what, name);
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new MigrationException(Cause.INPUT, "A name holds control characters", "Give one without them", null)
                    .with(what, PgSql.string(name).replaceAll("\\p{Cntrl}", "?"));
        }
        if (name.startsWith("pg_") || name.equals("public") && !what.equals("schema")) {
            throw new MigrationException(Cause.INPUT, "PostgreSQL keeps this name for itself", "Choose another", null)
                    .with(what, name);
        }
    }

    /**
     * The statements, each one line or block that ends with a semicolon. They can be run again: what is there is left, what
     * is missing is added.
     *
     * @return what a superuser, or a role that may create roles and is a member of both, runs in the database
     */
    public List<String> statements() {
        String db = PgSql.name(database);
        String in = PgSql.name(schema);
        String migrates = PgSql.name(owner);
        String runs = PgSql.name(application);
        return List.of(
                "BEGIN;",
                block(
                        "IF current_database() <> " + PgSql.string(database)
                                + " THEN RAISE EXCEPTION 'These grants are for another database; connect to it first'; END IF;"),
                createRole(owner),
                createRole(application),
                "CREATE SCHEMA IF NOT EXISTS " + in + " AUTHORIZATION " + migrates + ";",
                "REVOKE CREATE, TEMPORARY ON DATABASE " + db + " FROM PUBLIC;",
                "REVOKE CREATE ON SCHEMA " + in + " FROM PUBLIC;",
                "GRANT CONNECT, TEMPORARY ON DATABASE " + db + " TO " + migrates + ";",
                "GRANT CONNECT ON DATABASE " + db + " TO " + runs + ";",
                "GRANT USAGE, CREATE ON SCHEMA " + in + " TO " + migrates + ";",
                "GRANT USAGE ON SCHEMA " + in + " TO " + runs + ";",
                "ALTER ROLE " + migrates + " IN DATABASE " + db + " SET search_path = " + in + ";",
                "ALTER ROLE " + runs + " IN DATABASE " + db + " SET search_path = " + in + ";",
                takeOverTables(),
                takeOverRoutines(),
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + in + " TO " + runs + ";",
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + in + " TO " + runs + ";",
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + migrates + " IN SCHEMA " + in
                        + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + runs + ";",
                "ALTER DEFAULT PRIVILEGES FOR ROLE " + migrates + " IN SCHEMA " + in
                        + " GRANT USAGE, SELECT ON SEQUENCES TO " + runs + ";",
                protectHistory(),
                "COMMIT;");
    }

    /**
     * The statements as a script for psql, with what to do about passwords, of which it holds none.
     *
     * @return lines that end with a line feed
     */
    public String script() {
        return "-- Two roles for an application: the owner migrates, the other reads and writes rows.\n"
                + "-- Run by a superuser: psql --set ON_ERROR_STOP=1 --dbname=DATABASE --file=THIS_FILE\n"
                + "-- Then give each role a password, which psql asks for and sends encrypted:\n"
                + "--   \\password " + PgSql.name(owner) + "\n"
                + "--   \\password " + PgSql.name(application) + "\n"
                + "-- Run it again after the first migration, so that only the owner writes Flyway's history.\n\n"
                + String.join("\n", statements()) + "\n";
    }

    private static String createRole(String role) {
        return block("IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = " + PgSql.string(role) + ") THEN CREATE ROLE "
                + PgSql.name(role) + " LOGIN; END IF;");
    }

    /** What somebody else has made, a migration by a superuser for instance, is the owner's from now on. */
    private String takeOverTables() {
        return loop(
                "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = " + PgSql.string(schema)
                        + " AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')"
                        + " AND pg_get_userbyid(c.relowner) <> " + PgSql.string(owner)
                        // A sequence of a column goes with its table; what belongs to an extension stays with it.
                        + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
                        + " AND d.deptype IN ('a', 'i', 'e') AND (c.relkind = 'S' OR d.deptype = 'e'))",
                "ALTER TABLE %s OWNER TO %I");
    }

    private String takeOverRoutines() {
        return loop(
                "SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE n.nspname = " + PgSql.string(schema) + " AND pg_get_userbyid(p.proowner) <> "
                        + PgSql.string(owner)
                        + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass"
                        + " AND d.objid = p.oid AND d.deptype = 'e')",
                "ALTER ROUTINE %s OWNER TO %I");
    }

    /** The application reads at which version the schema is; only the owner says so. */
    private String protectHistory() {
        String history = PgSql.name(schema) + ".flyway_schema_history";
        return block("IF to_regclass(" + PgSql.string(history) + ") IS NOT NULL THEN REVOKE INSERT, UPDATE, DELETE ON "
                + history + " FROM " + PgSql.name(application) + "; END IF;");
    }

    private String loop(String query, String statement) {
        return "DO "
                + PgSql.string("DECLARE taken record; BEGIN FOR taken IN " + query + " LOOP EXECUTE format("
                        + PgSql.string(statement) + ", taken.name, " + PgSql.string(owner) + "); END LOOP; END")
                + ";";
    }

    /** In single quotes: a name may hold any tag that dollar quotes could have. */
    private static String block(String body) {
        return "DO " + PgSql.string("BEGIN " + body + " END") + ";";
    }
}
