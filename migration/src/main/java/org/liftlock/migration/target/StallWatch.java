package org.liftlock.migration.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives up connections that are cut off without a word. When one has waited long, the server is asked over a connection of
 * its own whether it works for that one; if it does not answer, has no such process, or waits for us, and that twice in a
 * row, what lies between swallows everything, and only giving the connection up frees its thread: the driver's
 * {@code socketTimeout} covers no blocked write of a COPY. A server that is merely slow is left in peace. Thread-safe.
 */
public final class StallWatch implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private record Watched(Connection connection, int process, ServerWait serverWait) {}

    private final TargetDatabase target;
    private final Duration stallTime;
    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private final Set<Watched> suspects = new HashSet<>();
    private final Thread thread = new Thread(this::watch, "liftlock-stall-watch");
    private volatile boolean gaveUp;

    /**
     * Begins to watch.
     *
     * @param target the database that is asked
     * @param stallTime after what time without an answer
     */
    public StallWatch(TargetDatabase target, Duration stallTime) {
        this.target = target;
        this.stallTime = stallTime;
        thread.setDaemon(true);
        thread.start();
    }

    void add(Connection connection, int process, ServerWait serverWait) {
        all.add(new Watched(connection, process, serverWait));
    }

    /** Whether a connection was given up because its server went silent. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** Gives all connections up. */
    void giveUpAll() {
        all.forEach(StallWatch::giveUp);
    }

    private static void giveUp(Watched watched) {
        try {
            watched.connection().abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed already.
        }
    }

    private void watch() {
        long pause = Math.min(LONGEST_PAUSE.toMillis(), Math.max(50, stallTime.toMillis() / 4));
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(pause);
                all.removeIf(StallWatch::isClosed);
                List<Watched> waiting = new ArrayList<>(all);
                waiting.removeIf(watched -> !waitsLong(watched));
                suspects.retainAll(waiting);
                if (!waiting.isEmpty()) {
                    giveUpThoseCutOff(waiting);
                }
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    private static boolean isClosed(Watched watched) {
        try {
            return watched.connection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private boolean waitsLong(Watched watched) {
        return watched.serverWait().lasted().compareTo(stallTime) >= 0;
    }

    /** Once may be the moment in which the server turns to the next packet. */
    private void giveUpThoseCutOff(List<Watched> waiting) throws InterruptedException {
        Optional<List<Integer>> working = working();
        if (working.isEmpty()) {
            return;
        }
        for (Watched watched : waiting) {
            if (working.get().contains(watched.process()) || !waitsLong(watched)) {
                suspects.remove(watched);
            } else if (!suspects.add(watched)) {
                gaveUp = true;
                giveUp(watched);
            }
        }
    }

    /** The processes that work for our user, or wait for something else than for a client; empty if the server tells none. */
    private Optional<List<Integer>> working() throws InterruptedException {
        FutureTask<List<Integer>> question = new FutureTask<>(this::ask);
        Thread asking = new Thread(question, "liftlock-stall-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return Optional.of(question.get(Math.max(1_000, stallTime.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.of(List.of());
        } catch (ExecutionException e) {
            // A server that has no connection left, say, is there all the same.
            boolean silent = !(e.getCause() instanceof SQLException refusal)
                    || Objects.requireNonNullElse(refusal.getSQLState(), "08").startsWith("08");
            return silent ? Optional.of(List.of()) : Optional.empty();
        } finally {
            question.cancel(true);
        }
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
