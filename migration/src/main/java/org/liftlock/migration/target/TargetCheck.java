package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.sql.PgNames;

/** Looks, by reading only, whether a database can take what a run brings. */
final class TargetCheck {

    private static final int OLDEST_VERSION = 140_000;
    /** Where a run keeps its record while it is under way. */
    private static final String BOOKKEEPING_SCHEMA = "liftlock";

    private final TargetDatabase target;

    TargetCheck(TargetDatabase target) {
        this.target = target;
    }

    void readable() {
        check(null);
    }

    void usable(String schema) {
        PgNames.requireUsableSchema(schema);
        check(schema);
    }

    private void check(@Nullable String schema) {
        try (Connection connection = target.connect()) {
            version(connection);
            encoding(connection);
            if (schema != null) {
                writable(connection);
                privileges(connection, schema);
            }
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private void version(Connection connection) throws SQLException {
        if (Integer.parseInt(value(connection, "SHOW server_version_num")) < OLDEST_VERSION) {
            throw refuse("The server is older than PostgreSQL 14", "Use PostgreSQL 14 or later")
                    .with("version", value(connection, "SHOW server_version"));
        }
    }

    private void encoding(Connection connection) throws SQLException {
        String encoding = value(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw refuse(
                            "The database does not store UTF-8",
                            "Make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0")
                    .with("encoding", encoding);
        }
    }

    private void writable(Connection connection) throws SQLException {
        if (value(connection, "SELECT pg_is_in_recovery()").equals("t")) {
            throw refuse("The server is a standby and takes no writes", "Name the primary server");
        }
        if (value(connection, "SHOW transaction_read_only").equals("on")) {
            throw refuse(
                    "The database or the role is set to read only",
                    "Reset default_transaction_read_only: ALTER DATABASE … RESET default_transaction_read_only,"
                            + " ALTER ROLE … likewise");
        }
    }

    private void privileges(Connection connection, String schema) throws SQLException {
        boolean mayCreateSchemas = value(connection, "SELECT has_database_privilege(current_database(), 'CREATE')")
                .equals("t");
        if (exists(connection, schema)) {
            if (!value(
                            connection,
                            "SELECT has_schema_privilege(?, 'USAGE') AND has_schema_privilege(?, 'CREATE')",
                            schema,
                            schema)
                    .equals("t")) {
                throw refuse(
                                "The role may not create tables in the schema",
                                "As its owner: GRANT USAGE, CREATE ON SCHEMA … TO …; or choose another by --schema NAME")
                        .with("schema", schema)
                        .with("role", value(connection, "SELECT current_user"));
            }
        } else if (!mayCreateSchemas) {
            throw refuse(
                            "The schema does not exist and the role may not create it",
                            "As the database's owner: GRANT CREATE ON DATABASE … TO …; or create the schema for the role")
                    .with("schema", schema)
                    .with("role", value(connection, "SELECT current_user"));
        }
        if (!mayCreateSchemas && !exists(connection, BOOKKEEPING_SCHEMA)) {
            throw refuse(
                            "The role may not create the schema in which a run keeps its record",
                            "As the database's owner: GRANT CREATE ON DATABASE … TO …")
                    .with("schema", BOOKKEEPING_SCHEMA)
                    .with("role", value(connection, "SELECT current_user"));
        }
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        return value(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = ?", schema)
                .equals("1");
    }

    private static String value(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }

    private MigrationException refuse(String message, String remedy) {
        return new MigrationException(Cause.ENVIRONMENT, message, remedy, null).with("target", target.place());
    }
}
