package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.migration.sql.PgSql;

/**
 * The schema, tables, views and functions that a run has made, by their oids in {@code liftlock.run_object}: whatever they are
 * called by then, they can be dropped, and nothing else. The statements that write them down may be asked for by any thread.
 */
public final class MadeObjects {

    /** What cannot be dropped since something else depends on it. */
    static final String DEPENDENT_OBJECTS = "2BP01";

    /** Beside the letters of {@code pg_class.relkind}, none of which it is. */
    private static final char SCHEMA = 'n';

    /** Nor is it this one. */
    private static final char FUNCTION = 'F';

    private final Connection connection;
    private final String schema;

    MadeObjects(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Makes the table of what is made and, if it is missing, the target schema, which is the first to be written down. */
    void begin(Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE liftlock.run_object (seen serial, object oid NOT NULL, kind \"char\" NOT NULL)");
        try (ResultSet rows = statement.executeQuery(
                "SELECT to_regnamespace(" + PgSql.string(PgSql.name(schema)) + ") IS NOT NULL")) {
            rows.next();
            if (rows.getBoolean(1)) {
                return;
            }
        }
        statement.execute("CREATE SCHEMA " + PgSql.name(schema));
        statement.execute("INSERT INTO liftlock.run_object (object, kind) SELECT oid, '" + SCHEMA
                + "' FROM pg_namespace WHERE nspname = " + PgSql.string(schema));
    }

    /**
     * The statement that writes down a table or view, to be run behind the one that makes it, in its transaction.
     *
     * @param name its name in the target schema
     * @return one INSERT
     */
    public String recording(String name) {
        return "INSERT INTO liftlock.run_object (object, kind) SELECT oid, relkind FROM pg_class WHERE oid = "
                + PgSql.string(PgSql.name(schema, name)) + "::regclass";
    }

    /**
     * The statement that writes down a function without arguments, to be run behind the one that makes it, in its
     * transaction.
     *
     * @param name its name in the target schema
     * @return one INSERT
     */
    public String recordingFunction(String name) {
        return "INSERT INTO liftlock.run_object (object, kind) SELECT " + PgSql.string(PgSql.name(schema, name) + "()")
                + "::regprocedure::oid, '" + FUNCTION + "'";
    }

    /** Drops it all in the transaction under way, and tells the names of what was dropped. */
    List<String> drop(Statement statement) throws SQLException {
        List<String> views = recorded("kind = 'v'");
        List<String> tables = recorded("kind <> 'v'");
        List<String> functions = recordedFunctions();
        drop(statement, "VIEW", views);
        drop(statement, "TABLE", tables);
        // Their triggers go with the tables, so that they go last.
        drop(statement, "FUNCTION", functions);
        dropRecordedSchema(statement);
        List<String> dropped = new ArrayList<>(views);
        dropped.addAll(tables);
        dropped.addAll(functions);
        return dropped;
    }

    private static void drop(Statement statement, String kind, List<String> names) throws SQLException {
        if (!names.isEmpty()) {
            statement.execute("DROP " + kind + " " + String.join(", ", names));
        }
    }

    /** Somebody else may have begun to use it meanwhile; then it stays. */
    private void dropRecordedSchema(Statement statement) throws SQLException {
        List<String> schemas;
        try (PreparedStatement query = connection.prepareStatement("SELECT quote_ident(n.nspname) FROM"
                + " liftlock.run_object o JOIN pg_namespace n ON n.oid = o.object WHERE o.kind = '" + SCHEMA + "'")) {
            schemas = RunLedger.strings(query);
        }
        for (String name : schemas) {
            Savepoint savepoint = connection.setSavepoint();
            try {
                statement.execute("DROP SCHEMA " + name);
            } catch (SQLException e) {
                if (!DEPENDENT_OBJECTS.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(savepoint);
            }
        }
    }

    private List<String> recorded(String condition) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT format('%I.%I', n.nspname, c.relname) FROM liftlock.run_object o JOIN pg_class c ON c.oid = o.object"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = o.kind AND " + condition
                        + " ORDER BY o.seen")) {
            return RunLedger.strings(query);
        }
    }

    private List<String> recordedFunctions() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT format('%I.%I()', n.nspname, p.proname)"
                + " FROM liftlock.run_object o JOIN pg_proc p ON p.oid = o.object"
                + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE o.kind = '" + FUNCTION + "' ORDER BY o.seen")) {
            return RunLedger.strings(query);
        }
    }
}
