package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * What a run has made so far, written down in the target itself (schema {@code liftlock}), so that a run that was killed
 * can be cleared away to the last object and nothing else.
 *
 * <p>A session's advisory lock keeps two runs apart. It is gone when its connection is lost, though other connections of the
 * run may live on: so the ledger names the run that it belongs to, every session that writes asks for that before, and a run
 * that follows first puts its own name there and then ends what sessions are left. Not thread-safe.
 *
 * <p>It is over 300 lines because it is one thing: to whom the target belongs, from the beginning of a run to its end.
 */
public final class RunLedger implements AutoCloseable {

    private static final String UNDEFINED_TABLE = "42P01";

    private final Connection connection;
    private final RunLock lock;
    private final MadeObjects made;
    private final String run;
    private final String source;
    private final String plan;
    private final String schema;

    private RunLedger(Connection connection, RunLock lock, String source, String plan, String schema)
            throws SQLException {
        this.connection = connection;
        this.lock = lock;
        this.made = new MadeObjects(connection, schema);
        this.run = RunLock.run(connection);
        this.source = source;
        this.plan = plan;
        this.schema = schema;
    }

    /**
     * Opens the ledger under the lock.
     *
     * @param connection its own connection, committing by itself, the caller's to close
     * @param source the source's fingerprint
     * @param plan the plan's hash
     * @param schema the target schema
     * @return the ledger
     * @throws SQLException if the database refuses
     * @throws MigrationException if another run is under way
     */
    public static RunLedger open(Connection connection, String source, String plan, String schema) throws SQLException {
        RunLock lock = new RunLock(connection);
        lock.take();
        return new RunLedger(connection, lock, source, plan, schema);
    }

    /**
     * Makes sure that the ledger is that of the connection's own run. To be called in every session that will write, before
     * it does: what follows is then rolled back by the next run, or seen by it.
     *
     * @param connection committing by itself, or in a transaction that has done nothing
     * @throws SQLException if the database refuses
     * @throws MigrationException if another run has taken over
     */
    public static void requireOwn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM liftlock.run WHERE run = current_setting('application_name')")) {
            if (rows.next()) {
                return;
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        throw new MigrationException(
                Cause.ENVIRONMENT,
                "Another run has taken over the target from this one",
                "See what it says; nothing of this run is left half done",
                null);
    }

    /** Puts this run in the place of an earlier one, of which nothing can be committed from here on. */
    private void takeOver() throws SQLException {
        List<String> earlier;
        try (PreparedStatement query = connection.prepareStatement("SELECT run FROM liftlock.run WHERE run <> ?")) {
            query.setString(1, run);
            earlier = strings(query);
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE liftlock.run SET run = ?")) {
            update.setString(1, run);
            update.executeUpdate();
        }
        for (String name : earlier) {
            lock.end(name);
        }
    }

    /**
     * Ends all other sessions of this run, which hold locks until the server knows that nobody waits for them any more.
     *
     * @throws SQLException if the database refuses
     * @throws MigrationException if they do not go
     */
    public void endOthers() throws SQLException {
        lock.end(run);
    }

    /**
     * Clears away what an unfinished run of the same source and plan has left.
     *
     * @param alsoOthers whether those of other sources and plans go, too
     * @throws SQLException if the database refuses
     * @throws MigrationException if there is an unfinished run of another source or plan
     */
    public void clearUnfinished(boolean alsoOthers) throws SQLException {
        if (!exists()) {
            return;
        }
        if (!alsoOthers) {
            requireSame("Run that one again to its end, or clear it with --replace");
        }
        takeOver();
        dropRecorded();
    }

    private void requireSame(String remedy) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT source, plan, schema FROM liftlock.run")) {
            while (rows.next()) {
                boolean same = rows.getString(1).equals(source)
                        && rows.getString(2).equals(plan)
                        && rows.getString(3).equals(schema);
                if (!same) {
                    throw new MigrationException(
                                    Cause.ENVIRONMENT,
                                    "The target holds an unfinished run of another source, plan or schema",
                                    remedy,
                                    null)
                            .with("schema", rows.getString(3));
                }
            }
        }
    }

    /**
     * Looks for an unfinished run of the same source and plan, to go on with it.
     *
     * @param digests what each table of the source holds now, by its name
     * @return how far it has come; empty if there is no unfinished run, or one that is being cleared away
     * @throws SQLException if the database refuses
     * @throws MigrationException if the unfinished run is one of another source, plan or schema, or the source has changed
     *     since it began
     */
    public Optional<RunProgress> resume(Map<String, Long> digests) throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        requireSame("Run that one again to its end, or leave out --resume and clear it with --replace");
        Map<String, Long> before = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT source_table, digest FROM liftlock.run_table")) {
            while (rows.next()) {
                before.put(rows.getString(1), rows.getLong(2));
            }
        }
        if (before.isEmpty() && !digests.isEmpty()) {
            // Some of what it had made is cleared away already, and the rest is no use.
            return Optional.empty();
        }
        if (!before.equals(digests)) {
            Set<String> changed = new TreeSet<>(before.keySet());
            changed.addAll(digests.keySet());
            changed.removeIf(table -> Objects.equals(before.get(table), digests.get(table)));
            throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "The source has changed since the unfinished run began, so that its rows would be of two states",
                            "Begin anew with the source as it is now by leaving out --resume, or give the copy of it that"
                                    + " the run began with",
                            null)
                    .with("changed tables", String.join(", ", changed));
        }
        takeOver();
        return Optional.of(RunProgress.read(connection));
    }

    /**
     * How many rows the run has loaded.
     *
     * @return their number
     * @throws SQLException if the database refuses
     */
    public long rowsLoaded() throws SQLException {
        return exists() ? RunProgress.read(connection).rowsLoaded() : 0;
    }

    /**
     * Whether there is an unfinished run, of whatever source.
     *
     * @return whether the target holds its record
     * @throws SQLException if the database refuses
     */
    public boolean exists() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT to_regclass('liftlock.run') IS NOT NULL")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /**
     * Writes down that a run begins.
     *
     * @param digests what each table of the source holds, by its name
     * @throws SQLException if the database refuses
     */
    public void begin(Map<String, Long> digests) throws SQLException {
        inTransaction(statement -> {
            statement.execute("CREATE SCHEMA IF NOT EXISTS liftlock");
            statement.execute("CREATE TABLE liftlock.run (source text NOT NULL, plan text NOT NULL,"
                    + " schema text NOT NULL, run text NOT NULL, began timestamptz NOT NULL DEFAULT now())");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO liftlock.run VALUES (?, ?, ?, ?)")) {
                insert.setString(1, source);
                insert.setString(2, plan);
                insert.setString(3, schema);
                insert.setString(4, run);
                insert.executeUpdate();
            }
            RunProgress.create(statement);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO liftlock.run_table VALUES (?, ?)")) {
                for (Map.Entry<String, Long> table : digests.entrySet()) {
                    insert.setString(1, table.getKey());
                    insert.setLong(2, table.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            made.begin(statement);
        });
    }

    /**
     * What the run has made.
     *
     * @return the record of it, on this ledger's connection
     */
    public MadeObjects made() {
        return made;
    }

    /**
     * Drops all that this or an unfinished run has written down, and the ledger itself: in one transaction, or, where that
     * would take more locks than a server has for sure, in several, of which the last one drops the ledger.
     *
     * @throws SQLException if the database refuses; what the ledger still knows can be dropped again
     */
    public void dropRecorded() throws SQLException {
        List<List<String>> transactions = made.drops();
        List<List<String>> before = transactions.subList(0, transactions.size() - 1);
        if (!before.isEmpty()) {
            // From here on nothing can be gone on from.
            inTransaction(statement -> statement.execute("DELETE FROM liftlock.run_table"));
        }
        for (List<String> drops : before) {
            inTransaction(statement -> executeAll(statement, drops));
        }
        inTransaction(statement -> {
            executeAll(statement, transactions.get(before.size()));
            made.dropSchema(statement);
            dropLedger(statement);
        });
    }

    private static void executeAll(Statement statement, List<String> statements) throws SQLException {
        for (String sql : statements) {
            statement.execute(sql);
        }
    }

    /**
     * Writes down that the run has reached its end, by dropping the ledger.
     *
     * @throws SQLException if the database refuses
     */
    public void finish() throws SQLException {
        inTransaction(RunLedger::dropLedger);
    }

    private interface Work {

        void with(Statement statement) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            work.with(statement);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The schema itself may hold more than runs. */
    private static void dropLedger(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS liftlock.run, liftlock.run_object, liftlock.run_table,"
                + " liftlock.run_part, liftlock.run_step");
        try (ResultSet rows = statement.executeQuery(
                "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'liftlock'::regnamespace)")) {
            rows.next();
            if (!rows.getBoolean(1)) {
                return;
            }
        }
        statement.execute("DROP SCHEMA liftlock");
    }

    static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    @Override
    public void close() {
        try {
            lock.release();
        } catch (SQLException e) {
            // The lock ends with its session.
        }
    }
}
