package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Connections that read PostgreSQL as it was at one moment (postgresql.org/docs/current/functions-admin.html, "Snapshot
 * Synchronization Functions"). They change nothing and hold no lock that a writer would wait for.
 */
final class TargetSnapshot implements AutoCloseable {

    /** Behind the beginning of the transaction, before any table is read. */
    private static final String BEFORE_TABLES = "liftlock_before_tables";

    private final List<Connection> connections = new ArrayList<>();

    private TargetSnapshot(Connection first) {
        connections.add(first);
    }

    /**
     * Begins to read.
     *
     * @param target the database
     * @param first a connection that commits by itself; it is closed with the others
     * @param most how many connections to open at most; fewer if the server gives no more, or lends no snapshot
     */
    static TargetSnapshot begin(TargetDatabase target, Connection first, int most) throws SQLException {
        TargetSnapshot snapshot = new TargetSnapshot(first);
        try {
            beginReading(first);
            if (most > 1) {
                snapshot.share(target, most);
            }
            for (Connection connection : snapshot.connections) {
                execute(connection, "SAVEPOINT " + BEFORE_TABLES);
            }
            return snapshot;
        } catch (SQLException | RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    private static void beginReading(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    private void share(TargetDatabase target, int most) throws SQLException {
        String name;
        try (Statement statement = first().createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
            rows.next();
            name = rows.getString(1);
        } catch (SQLException e) {
            // Some poolers and stand-by servers have no such thing; the transaction has to begin again.
            first().rollback();
            return;
        }
        while (connections.size() < most) {
            @Nullable Connection more = null;
            try {
                more = target.connect();
                beginReading(more);
                execute(more, "SET TRANSACTION SNAPSHOT " + PgSql.string(name));
                connections.add(more);
            } catch (SQLException e) {
                // No more connections are to be had, or the one just made leads to another server.
                closeQuietly(more);
                return;
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Gives back the locks of the tables read so far, of which a server has a limited number for all its transactions
     * (max_locks_per_transaction). What is read from here on is still of the same moment.
     */
    static void releaseTables(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK TO SAVEPOINT " + BEFORE_TABLES);
    }

    Connection first() {
        return connections.get(0);
    }

    List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** Frees whoever waits for the server. */
    void abort() {
        for (Connection connection : connections) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is being given up; what was to be told is already on its way.
            }
        }
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            closeQuietly(connection);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Nothing was written.
            }
        }
    }
}
