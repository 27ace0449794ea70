package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.sql.PgSql;

/** What stands in a target schema where a plan wants to build. Not thread-safe. */
public final class TargetOccupancy {

    private static final int NAMED_OBJECTS = 8;

    private final Connection connection;
    private final String schema;

    /**
     * Creates a look at a schema.
     *
     * @param connection committing by itself, the caller's to close
     * @param schema the target schema
     */
    public TargetOccupancy(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * Finds tables, views, indexes and sequences that stand where the plan wants to build; an index of a table that does
     * goes with its table.
     *
     * @param names the names in the target schema that the plan needs
     * @return those that are taken
     * @throws SQLException if the database refuses
     */
    public List<String> taken(List<String> names) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ANY (?) AND NOT EXISTS (SELECT FROM pg_index i"
                        + " JOIN pg_class t ON t.oid = i.indrelid"
                        + " WHERE i.indexrelid = c.oid AND t.relname = ANY (?)) ORDER BY 1")) {
            query.setString(1, schema);
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            query.setArray(3, connection.createArrayOf("text", names.toArray()));
            return RunLedger.strings(query);
        }
    }

    /**
     * Finds functions without arguments that stand where the plan wants to build its own.
     *
     * @param names the names in the target schema that the plan needs
     * @return those that are taken
     * @throws SQLException if the database refuses
     */
    public List<String> takenFunctions(List<String> names) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE n.nspname = ? AND p.proname = ANY (?) AND p.pronargs = 0 ORDER BY 1")) {
            query.setString(1, schema);
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            return RunLedger.strings(query);
        }
    }

    /**
     * Refuses a target that is in use.
     *
     * @param taken the names that are taken, not empty
     * @return the refusal
     */
    public MigrationException refusal(List<String> taken) {
        String more = taken.size() > NAMED_OBJECTS ? ", … (" + taken.size() + " in all)" : "";
        return new MigrationException(
                        Cause.ENVIRONMENT,
                        "The target already has tables, views or functions of these names; nothing was changed",
                        "Choose another schema with --schema, drop exactly these with --replace, or compare with verify",
                        null)
                .with("schema", schema)
                .with("names", taken.stream().limit(NAMED_OBJECTS).collect(Collectors.joining(", ")) + more);
    }

    /**
     * Drops tables, views and functions, and nothing that depends on them.
     *
     * @param names names of tables and views in the target schema
     * @param functions names of functions without arguments
     * @throws SQLException if the database refuses for another reason, or vanishes; nothing is dropped then, either
     * @throws MigrationException if something else depends on them; nothing is dropped then
     */
    public void drop(List<String> names, List<String> functions) throws SQLException {
        List<String> statements = dropStatements(names, functions);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            undo(e);
            if (!MadeObjects.DEPENDENT_OBJECTS.equals(e.getSQLState())) {
                throw e;
            }
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "Something else depends on what would be replaced; nothing was changed",
                            "Drop what depends on it, or choose another schema with --schema",
                            e)
                    .with("PostgreSQL says", String.valueOf(e.getMessage()));
        }
        connection.setAutoCommit(true);
    }

    /** Why it failed must not be hidden by a connection on which nothing can be undone any more. */
    private void undo(SQLException failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * What {@link #drop} runs, views first.
     *
     * @param names names of tables and views in the target schema
     * @param functions names of functions without arguments
     * @return statements without a semicolon
     * @throws SQLException if the database refuses
     */
    public List<String> dropStatements(List<String> names, List<String> functions) throws SQLException {
        List<String> statements = new ArrayList<>();
        dropList(ofKind(names, "'v'")).forEach(views -> statements.add("DROP VIEW " + views));
        dropList(ofKind(names, "'r', 'p'")).forEach(tables -> statements.add("DROP TABLE " + tables));
        functions.forEach(function -> statements.add("DROP ROUTINE " + PgSql.name(schema, function) + "()"));
        return statements;
    }

    /** One statement for all, since they depend on each other in any order. */
    private List<String> dropList(List<String> names) {
        return names.isEmpty()
                ? List.of()
                : List.of(names.stream().map(name -> PgSql.name(schema, name)).collect(Collectors.joining(", ")));
    }

    private List<String> ofKind(List<String> names, String kinds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ANY (?) AND c.relkind IN (" + kinds + ")")) {
            query.setString(1, schema);
            query.setArray(2, connection.createArrayOf("text", names.toArray()));
            return RunLedger.strings(query);
        }
    }
}
