package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;

/**
 * Keeps two runs into one database apart: a session's advisory lock, and an end for the sessions of a run that is over. A
 * run that was cut off may leave sessions that its server does not know to be dead, and these hold locks. Not thread-safe.
 */
final class RunLock {

    /** "liftlock" in ASCII. */
    private static final long KEY = 0x6c6966746c6f636bL;

    /** A run that has not shown for so long that it lives is over. */
    private static final Duration SILENCE = RunPulse.BEAT.multipliedBy(15);

    /** What the server knows a run's sessions by, between the application's name and the run's own. */
    static final String NAMED = " run ";

    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 100;

    private final Connection connection;

    RunLock(Connection connection) {
        this.connection = connection;
    }

    /** The session that has the lock, when it last spoke, and whether it is a run's and at rest. */
    private record Holder(int process, @Nullable String spoke, boolean mayBeOver, double silentSeconds) {

        /** Of another role's session nothing is known but that it is there, and one that is no run's is not ours to end. */
        boolean livesAfter(Holder before) {
            return spoke == null || !mayBeOver || process != before.process || !spoke.equals(before.spoke);
        }
    }

    /**
     * Takes the lock, from a run that no longer lives, too.
     *
     * @throws MigrationException if another run is under way
     */
    void take() throws SQLException {
        Holder first = null;
        while (!tryTake()) {
            Holder holder = holder();
            if (holder != null) {
                if (holder.livesAfter(first == null ? holder : first)) {
                    throw new MigrationException(
                            Cause.ENVIRONMENT,
                            "Another run of Liftlock is at work in this database",
                            "Wait until it has ended, then run again",
                            null);
                }
                first = holder;
                if (holder.silentSeconds() > SILENCE.toSeconds()) {
                    endAll(List.of(holder.process()));
                }
            }
            pause();
        }
    }

    private boolean tryTake() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    void release() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + KEY + ")");
        }
    }

    private @Nullable Holder holder() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT a.pid, a.state_change::text,"
                        + " a.state <> 'active' AND a.application_name LIKE '%" + NAMED + "%',"
                        + " extract(epoch FROM clock_timestamp() - a.state_change)"
                        + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                        + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = "
                        + (KEY >>> 32) + " AND l.objid = " + (KEY & 0xffffffffL)
                        + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())")) {
            return row.next() ? new Holder(row.getInt(1), row.getString(2), row.getBoolean(3), row.getDouble(4)) : null;
        }
    }

    /**
     * Ends the sessions of a run, this one left out, and waits until they have gone, with all that they had not committed.
     *
     * @param run the name under which the server knows them
     * @throws MigrationException if they do not go
     */
    void end(String run) throws SQLException {
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        for (List<Integer> left = sessions(run); !left.isEmpty(); left = sessions(run)) {
            if (System.nanoTime() > limit) {
                throw new MigrationException(
                                Cause.ENVIRONMENT,
                                "Sessions of an earlier run are still at work in the server",
                                "End them with pg_terminate_backend, then run the same command again",
                                null)
                        .with(
                                "processes",
                                String.join(
                                        ", ", left.stream().map(String::valueOf).toList()));
            }
            endAll(left);
            pause();
        }
    }

    private List<Integer> sessions(String run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT pid FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = ? AND pid <> pg_backend_pid()")) {
            query.setString(1, run);
            List<Integer> processes = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    processes.add(rows.getInt(1));
                }
            }
            return processes;
        }
    }

    private void endAll(List<Integer> processes) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("SELECT pg_terminate_backend(?)")) {
            for (int process : processes) {
                end.setInt(1, process);
                end.execute();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        }
    }

    /** The name under which the server knows the connection's run. */
    static String run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('application_name')")) {
            row.next();
            return Objects.requireNonNullElse(row.getString(1), "");
        }
    }
}
