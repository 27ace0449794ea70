package org.liftlock.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.RunningPhase.TableSize;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.profile.TableProfile;
import org.liftlock.migration.report.Figures;

/**
 * Tells on {@code err} how a run goes on. Thread-safe; who reports rows only adds to a counter, a thread of its own writes.
 */
public final class Progress implements RunListener, AutoCloseable {

    /** What is written. */
    public enum Form {
        /** On a terminal one line that is written over, elsewhere what {@link #PLAIN} writes. */
        AUTO,
        /** A line every few seconds, and one at the end of each phase. */
        PLAIN,
        /** A JSON object every second, and one at the end of each phase, each on a line. */
        JSON,
        /** Nothing. */
        NONE
    }

    private static final int NAMED = 20;
    private static final Duration WRITTEN_OVER_EVERY = Duration.ofMillis(200);
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    private static final Duration FIRST_PLAIN_AFTER = Duration.ofSeconds(3);
    private static final Duration JSON_EVERY = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Form form;
    private final boolean writesOver;
    private final ScheduledExecutorService ticks;
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private volatile Map<String, TableSize> sizes = Map.of();
    private volatile @Nullable RunningPhase running;

    /**
     * Begins to listen, in the form that suits the terminal.
     *
     * @param terminal where to write
     */
    public Progress(Terminal terminal) {
        this(terminal, Form.AUTO);
    }

    /**
     * Begins to listen.
     *
     * @param terminal where to write
     * @param form what to write
     */
    public Progress(Terminal terminal, Form form) {
        this.terminal = terminal;
        this.form = form;
        this.writesOver = form == Form.AUTO && terminal.writesOver();
        this.ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "liftlock-progress");
            thread.setDaemon(true);
            return thread;
        });
        if (form != Form.NONE) {
            Duration every = writesOver ? WRITTEN_OVER_EVERY : form == Form.JSON ? JSON_EVERY : PLAIN_EVERY;
            ticks.scheduleAtFixedRate(this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Hears how large the tables are that are brought over, so that the time left can be told better, and the bytes in a
     * second.
     *
     * @param prepared the source's profile and plan
     */
    public void knows(PreparedMigration prepared) {
        Map<String, TableSize> known = new HashMap<>();
        for (TableProfile table : prepared.profile().tables()) {
            String name = table.table().name();
            if (prepared.plan().table(name).isPresent()) {
                known.put(name, new TableSize(table.rows(), table.bytes()));
            }
        }
        sizes = Map.copyOf(known);
    }

    /**
     * What a run that did not reach its end has left behind.
     *
     * @return how many rows there are to go on from, 0 if there are none, or -1 if nobody could count them
     */
    public long keptRows() {
        return kept.get();
    }

    @Override
    public synchronized void begins(Phase phase, long totalOfPhase) {
        RunningPhase before = running;
        if (before != null && before.phase() == phase) {
            return;
        }
        finish(false);
        long already = phase == Phase.COPY ? resumed.get() : 0;
        running = new RunningPhase(phase, totalOfPhase < 0 ? totalOfPhase : totalOfPhase + already, already, sizes);
        if (writesOver) {
            tick();
        }
    }

    @Override
    public void rows(String table, long rows) {
        RunningPhase current = running;
        if (current != null) {
            current.add(table, rows);
        }
    }

    @Override
    public synchronized void replaces(List<String> names) {
        finish(false);
        running = null;
        String more = names.size() > NAMED ? ", … (" + Figures.count(names.size()) + " in all)" : "";
        terminal.say("dropping what stands in the way, as --replace says: "
                + names.stream().limit(NAMED).collect(Collectors.joining(", ")) + more);
    }

    @Override
    public synchronized void resumes(long rows) {
        finish(false);
        running = null;
        resumed.set(rows);
        terminal.say("going on from the " + Figures.count(rows, "row", "rows") + " in PostgreSQL");
    }

    @Override
    public void kept(long rows) {
        kept.set(rows);
    }

    private synchronized void tick() {
        RunningPhase current = running;
        if (current == null) {
            return;
        }
        PhaseState state = current.look();
        if (writesOver) {
            terminal.err()
                    .print(Terminal.START_OF_LINE
                            + ProgressLine.onTerminal(state, terminal.width() - 1)
                            + Terminal.REST_OF_LINE_EMPTY);
            terminal.err().flush();
        } else if (form == Form.JSON || state.elapsed().compareTo(FIRST_PLAIN_AFTER) > 0) {
            write(ProgressLine.plain(state), state, false);
        }
    }

    private synchronized void finish(boolean interrupted) {
        RunningPhase current = running;
        if (current == null || form == Form.NONE) {
            return;
        }
        PhaseState state = current.over();
        if (writesOver) {
            terminal.err().print(Terminal.START_OF_LINE);
            terminal.err()
                    .println(ProgressLine.over(state, interrupted, terminal.width() - 1) + Terminal.REST_OF_LINE_EMPTY);
            terminal.err().flush();
        } else {
            write(ProgressLine.over(state, interrupted, Integer.MAX_VALUE), state, true);
        }
    }

    private void write(String plain, PhaseState state, boolean over) {
        if (form == Form.JSON) {
            terminal.err().println(ProgressJson.line(state, over, Instant.now()));
            terminal.err().flush();
        } else {
            terminal.say(plain);
        }
    }

    /** Writes the last line and stops. Again: does nothing. */
    @Override
    public void close() {
        ticks.shutdownNow();
        synchronized (this) {
            finish(Thread.currentThread().isInterrupted());
            running = null;
        }
    }
}
