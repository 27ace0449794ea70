package org.liftlock.migration.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.migration.sql.PgSql;
import org.liftlock.migration.target.ServerWait;
import org.liftlock.migration.target.TargetDatabase;
import org.postgresql.PGConnection;

/**
 * One connection of a run, always in a transaction, with settings for mass work. For one thread; {@link #cancel},
 * {@link #abort} and {@link #serverWait} are for others.
 */
final class TargetSession implements AutoCloseable {

    private static final int MEMORY_MEGABYTES = 512;

    private final Connection connection;
    private final ServerWait serverWait = new ServerWait();
    private final int process;

    /** Memory for building indexes is shared by so many sessions. */
    TargetSession(TargetDatabase target, String schema, int sessions) throws SQLException {
        this.connection = target.connect();
        try {
            this.process = connection.unwrap(PGConnection.class).getBackendPID();
            int memory = Math.max(64, MEMORY_MEGABYTES / sessions);
            // What the server forgets in a crash it forgets whole: rows and their checkpoint. The last commit waits for
            // all.
            execute("SET search_path = " + PgSql.name(schema) + "; SET maintenance_work_mem = '" + memory
                    + "MB'; SET synchronous_commit = off");
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    ServerWait serverWait() {
        return serverWait;
    }

    /** The server's process. */
    int process() {
        return process;
    }

    /** Runs one statement, or several in one round trip. */
    void execute(String sql) throws SQLException {
        serverWait.begins();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            serverWait.ends();
        }
    }

    /** The numbers of the single row that a query gives; NULL counts as 0. */
    long[] numbers(String query) throws SQLException {
        serverWait.begins();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long[] numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        } finally {
            serverWait.ends();
        }
    }

    void commit() throws SQLException {
        serverWait.begins();
        try {
            connection.commit();
        } finally {
            serverWait.ends();
        }
    }

    void rollback() throws SQLException {
        serverWait.begins();
        try {
            connection.rollback();
        } finally {
            serverWait.ends();
        }
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
