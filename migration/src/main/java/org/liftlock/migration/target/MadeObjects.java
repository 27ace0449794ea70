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

    private static final String FROM_MADE = " FROM liftlock.run_object o JOIN pg_class c ON c.oid = o.object"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace";

    /** The part of the server's locks that one transaction of ours may take. */
    private static final int SHARE_OF_LOCKS = 4;

    /** Dropping a key locks both tables, the key itself, and two triggers on either side. */
    private static final int LOCKS_OF_KEY = 7;

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

    /**
     * The statements that drop it all, those of a transaction together: dropping takes locks, of which a server has a limited
     * number for all transactions. One list where few tables were made.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-locks.html">max_locks_per_transaction</a>
     */
    List<List<String>> drops() throws SQLException {
        List<Drop> drops = new ArrayList<>(viewDrops());
        drops.addAll(foreignKeyDrops());
        drops.addAll(tableDrops());
        // Their triggers go with the tables, so that they go last.
        drops.addAll(functionDrops());
        return inTransactions(drops, locksAtOnce());
    }

    private int locksAtOnce() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('max_locks_per_transaction')::int"
                        + " * current_setting('max_connections')::int / " + SHARE_OF_LOCKS)) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * A statement that drops something.
     *
     * @param sql without a semicolon
     * @param locks how many locks it takes
     */
    private record Drop(String sql, int locks) {}

    private static List<List<String>> inTransactions(List<Drop> drops, int locksAtOnce) {
        List<List<String>> transactions = new ArrayList<>();
        List<String> transaction = new ArrayList<>();
        int locks = 0;
        for (Drop drop : drops) {
            if (locks + drop.locks() > locksAtOnce && !transaction.isEmpty()) {
                transactions.add(transaction);
                transaction = new ArrayList<>();
                locks = 0;
            }
            transaction.add(drop.sql());
            locks += drop.locks();
        }
        transactions.add(transaction);
        return transactions;
    }

    /** A view is locked with its two types and its rule; one that reads others was made behind them. */
    private List<Drop> viewDrops() throws SQLException {
        return queried("SELECT format('DROP VIEW %I.%I', n.nspname, c.relname), 4" + FROM_MADE
                + " WHERE c.relkind = o.kind AND o.kind = 'v' ORDER BY o.seen DESC");
    }

    /** All that goes with a table is locked: types, sequence, place of long values, columns' constraints, indexes and theirs. */
    private List<Drop> tableDrops() throws SQLException {
        return queried("SELECT format('DROP TABLE %I.%I', n.nspname, c.relname),"
                + " 8 + c.relnatts + 2 * (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid)" + FROM_MADE
                + " WHERE c.relkind = o.kind AND o.kind <> 'v' ORDER BY o.seen");
    }

    private List<Drop> foreignKeyDrops() throws SQLException {
        return queried("SELECT format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname), "
                + LOCKS_OF_KEY
                + FROM_MADE + " JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'"
                + " WHERE c.relkind = o.kind ORDER BY o.seen");
    }

    private List<Drop> functionDrops() throws SQLException {
        return queried("SELECT format('DROP FUNCTION %I.%I()', n.nspname, p.proname), 1"
                + " FROM liftlock.run_object o JOIN pg_proc p ON p.oid = o.object"
                + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE o.kind = '" + FUNCTION + "' ORDER BY o.seen");
    }

    private List<Drop> queried(String query) throws SQLException {
        List<Drop> drops = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                drops.add(new Drop(rows.getString(1), rows.getInt(2)));
            }
        }
        return drops;
    }

    /** Somebody else may have begun to use it meanwhile; then it stays. */
    void dropSchema(Statement statement) throws SQLException {
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
}
