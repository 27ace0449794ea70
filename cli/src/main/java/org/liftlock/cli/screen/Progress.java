package org.liftlock.cli.screen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.report.Figures;
import org.liftlock.migration.report.VisibleText;

/**
 * Tells on {@code err} how a run goes on: on a terminal in one line that is written over, elsewhere in plain lines every
 * few seconds. Thread-safe; who reports rows only adds to a counter, a thread of its own writes.
 */
public final class Progress implements RunListener, AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final String START_OF_LINE = "\r";
    private static final String REST_OF_LINE_EMPTY = "\u001b[K";

    private final Terminal terminal;
    private final ScheduledExecutorService ticks;
    private volatile @Nullable Running running;

    /** A phase under way. */
    private static final class Running {
        private final Phase phase;
        private final long total;
        private final long begin = System.nanoTime();
        private final LongAdder rows = new LongAdder();
        private volatile String table = "";

        Running(Phase phase, long total) {
            this.phase = phase;
            this.total = total;
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /**
     * Begins to listen.
     *
     * @param terminal where to write
     */
    public Progress(Terminal terminal) {
        this.terminal = terminal;
        this.ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "liftlock-progress");
            thread.setDaemon(true);
            return thread;
        });
        long every = (terminal.errIsTerminal() ? ON_TERMINAL : ELSEWHERE).toMillis();
        ticks.scheduleAtFixedRate(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void begins(Phase phase, long totalOfPhase) {
        Running before = running;
        if (before != null && before.phase == phase) {
            return;
        }
        finish();
        running = new Running(phase, totalOfPhase);
        if (terminal.errIsTerminal()) {
            tick();
        }
    }

    @Override
    public void rows(String table, long rows) {
        Running current = running;
        if (current != null) {
            current.rows.add(rows);
            current.table = table;
        }
    }

    @Override
    public synchronized void replaces(List<String> names) {
        finish();
        running = null;
        terminal.say("dropping what stands in the way, as --replace says: " + String.join(", ", names));
    }

    private synchronized void tick() {
        Running current = running;
        if (current == null) {
            return;
        }
        if (terminal.errIsTerminal()) {
            terminal.err()
                    .print(START_OF_LINE + TextWidth.cut(line(current), terminal.width() - 1) + REST_OF_LINE_EMPTY);
            terminal.err().flush();
        } else {
            terminal.say(line(current));
        }
    }

    private synchronized void finish() {
        Running current = running;
        if (current == null) {
            return;
        }
        long rows = current.rows.sum();
        String line = current.phase.words() + ": " + (rows > 0 ? counted(current.phase, rows) + " in " : "")
                + Figures.duration(current.elapsed());
        if (terminal.errIsTerminal()) {
            terminal.err().print(START_OF_LINE);
            terminal.err().println(TextWidth.cut(line, terminal.width() - 1) + REST_OF_LINE_EMPTY);
            terminal.err().flush();
        } else {
            terminal.say(line);
        }
    }

    private String line(Running current) {
        long rows = current.rows.sum();
        Duration elapsed = current.elapsed();
        StringBuilder line = new StringBuilder(current.phase.words());
        if (current.total > 0) {
            int percent = (int) Math.min(100, rows * 100 / current.total);
            if (terminal.errIsTerminal()) {
                line.append(' ').append("█".repeat(percent / 5)).append("░".repeat(20 - percent / 5));
            }
            line.append(' ').append(percent).append(" %");
        }
        if (rows > 0) {
            line.append(", ").append(counted(current.phase, rows));
            String rate = countsRows(current.phase) ? Figures.rate(rows, elapsed) : "";
            line.append(rate.isEmpty() ? "" : ", " + rate);
        }
        if (current.total > rows && rows > 0 && elapsed.toMillis() > 1_000) {
            long left = (long) ((double) elapsed.toMillis() / rows * (current.total - rows));
            line.append(", ")
                    .append(Figures.duration(Duration.ofSeconds(left / 1_000 + 1)))
                    .append(" left");
        }
        if (!current.table.isEmpty()) {
            line.append(", ").append(VisibleText.of(current.table));
        }
        return line.toString();
    }

    /** What changes the schema, or looks at it, goes statement by statement. */
    private static boolean countsRows(Phase phase) {
        return switch (phase) {
            case PROFILE, FIT, COPY, VERIFY -> true;
            case BACKUP, CHECK, KEYS, ANALYZE -> false;
        };
    }

    private static String counted(Phase phase, long number) {
        if (phase == Phase.BACKUP) {
            return Figures.bytes(number);
        }
        return countsRows(phase) ? Figures.count(number, "row", "rows") : Figures.count(number, "step", "steps");
    }

    /** Writes the last line and stops. Again: does nothing. */
    @Override
    public void close() {
        ticks.shutdownNow();
        synchronized (this) {
            finish();
            running = null;
        }
    }
}
