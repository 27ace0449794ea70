package org.liftlock.migration.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.RunLedger;
import org.liftlock.migration.target.TargetDatabase;
import org.postgresql.PGConnection;

/**
 * One connection of a run, always in a transaction, with settings for mass work. For one thread; {@link #cancel} and
 * {@link #abort} are for others.
 */
final class TargetSession implements AutoCloseable {

    /** With four times as much, building an index took an eighth longer: what is sorted then fits no cache of a processor. */
    private static final String INDEX_MEMORY = "64MB";
    /** The check of a foreign key holds the keys of the parent in memory, shared by so many sessions. */
    private static final int CHECK_MEGABYTES = 512;

    private final Connection connection;
    private final int checkMegabytes;

    TargetSession(TargetDatabase target, String schema, int sessions) throws SQLException {
        this.connection = target.connect();
        this.checkMegabytes = Math.max(64, CHECK_MEGABYTES / sessions);
        try {
            // What the server forgets in a crash it forgets whole: rows and their checkpoint. The last commit waits for
            // all.
            execute("SET search_path = " + PgSql.name(schema) + "; SET maintenance_work_mem = '" + INDEX_MEMORY
                    + "'; SET synchronous_commit = off; " + parallelWorkers(sessions));
            RunLedger.requireOwn(connection);
            connection.setAutoCommit(false);
        } catch (SQLException | MigrationException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Where the server runs on this machine, helpers of an index that is built compete with the other sessions for the
     * processors. Of a server elsewhere nobody knows how many it has.
     */
    private static String parallelWorkers(int sessions) {
        int spare = Math.max(0, Runtime.getRuntime().availableProcessors() / sessions - 1);
        return "SELECT set_config(name, least(setting::integer, " + spare + ")::text, false) FROM pg_settings"
                + " WHERE name = 'max_parallel_maintenance_workers'"
                + " AND inet_server_addr() IS NOT DISTINCT FROM inet_client_addr()";
    }

    /** What comes before a statement that checks a foreign key, for its transaction alone. */
    String memoryForChecks() {
        return "SET LOCAL maintenance_work_mem = '" + checkMegabytes + "MB'; ";
    }

    Connection connection() {
        return connection;
    }

    /** Runs one statement, or several in one round trip. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Asks the server to end what it does for this session. */
    void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The server is out of reach; the session is aborted then.
        }
    }

    /** Gives the connection up, whatever its thread waits for: no time-out of the driver covers a blocked write. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
