package org.liftlock.migration.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liftlock.migration.target.TargetDatabase;

/**
 * Gives up connections that are cut off without a word. When a session has waited long, the server is asked over a
 * connection of its own whether it works for that session; if it does not answer, has no such process, or waits for us, what
 * lies between swallows everything, and only giving the connection up frees its thread: the driver's
 * {@code socketTimeout} covers no blocked write of a COPY. A server that is merely slow is left in peace.
 */
final class StallWatch implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final TargetDatabase target;
    private final Duration stallTime;
    private final List<TargetSession> sessions = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::watch, "liftlock-stall-watch");
    private volatile boolean gaveUp;

    StallWatch(TargetDatabase target, Duration stallTime) {
        this.target = target;
        this.stallTime = stallTime;
        thread.setDaemon(true);
        thread.start();
    }

    void add(TargetSession session) {
        sessions.add(session);
    }

    void remove(TargetSession session) {
        sessions.remove(session);
    }

    /** Whether a connection was given up. */
    boolean gaveUp() {
        return gaveUp;
    }

    private void watch() {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), Math.max(50, stallTime.toMillis() / 4));
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(pause);
                List<TargetSession> waiting = new ArrayList<>(sessions);
                waiting.removeIf(session -> session.serverWait().lasted().compareTo(stallTime) < 0);
                if (!waiting.isEmpty()) {
                    giveUpThoseCutOff(waiting);
                }
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    private void giveUpThoseCutOff(List<TargetSession> waiting) throws InterruptedException {
        List<Integer> working = working();
        for (TargetSession session : waiting) {
            boolean stillWaits = session.serverWait().lasted().compareTo(stallTime) >= 0;
            if (stillWaits && !working.contains(session.process())) {
                gaveUp = true;
                session.abort();
            }
        }
    }

    /** The processes that work for our user, or wait for something else than for a client. */
    private List<Integer> working() throws InterruptedException {
        FutureTask<List<Integer>> question = new FutureTask<>(this::ask);
        Thread asking = new Thread(question, "liftlock-stall-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return question.get(Math.max(1_000, stallTime.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        } finally {
            cancel(question);
        }
    }

    private static void cancel(Future<?> question) {
        question.cancel(true);
    }

    private List<Integer> ask() throws SQLException {
        List<Integer> processes = new ArrayList<>();
        try (Connection connection = target.connect();
                PreparedStatement query = connection.prepareStatement("SELECT pid FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND state = 'active'"
                        + " AND wait_event IS DISTINCT FROM 'ClientRead'"
                        + " AND wait_event IS DISTINCT FROM 'ClientWrite'");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                processes.add(rows.getInt(1));
            }
        }
        return processes;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
