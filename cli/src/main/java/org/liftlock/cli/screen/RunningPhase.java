package org.liftlock.cli.screen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.liftlock.migration.RunListener.Phase;

/**
 * Counts what a phase has done. Thread-safe; counting costs next to nothing, {@link #look} is for one thread at a time.
 *
 * <p>A table is at work if it has reported lately and is not through: nobody has to say that one begins or ends.
 */
final class RunningPhase {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LATELY = Duration.ofSeconds(2);
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** What a row costs beside its values, in bytes of values. */
    private static final long ROW_COST = 32;

    private final Phase phase;
    private final long total;
    private final long already;
    private final Map<String, TableSize> sizes;
    private final long begin = System.nanoTime();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile String last = "";

    /**
     * How large a table is.
     *
     * @param rows its rows
     * @param bytes the size of their values
     */
    record TableSize(long rows, long bytes) {}

    private static final class Count {
        private final LongAdder done = new LongAdder();
        private volatile long reported = System.nanoTime();
    }

    private record Sample(long time, long done, long bytes) {}

    /**
     * Begins to count.
     *
     * @param total how many there are to count, or -1
     * @param already how many of them an earlier run has done
     * @param sizes how large the tables are, as far as that is known
     */
    RunningPhase(Phase phase, long total, long already, Map<String, TableSize> sizes) {
        this.phase = phase;
        this.already = already;
        this.total = phase == Phase.COPY && !sizes.isEmpty() ? Math.min(total, rows(sizes)) : total;
        this.sizes = sizes;
        samples.add(new Sample(begin, already, 0));
    }

    /** What the plan leaves out is not copied. */
    private static long rows(Map<String, TableSize> sizes) {
        return sizes.values().stream().mapToLong(TableSize::rows).sum();
    }

    Phase phase() {
        return phase;
    }

    void add(String table, long number) {
        Count count = counts.computeIfAbsent(table, name -> new Count());
        count.done.add(number);
        count.reported = System.nanoTime();
        last = table;
    }

    /** What there is to tell now; rates are those of the last seconds. */
    PhaseState look() {
        long now = System.nanoTime();
        long done = done();
        long bytes = bytes();
        samples.add(new Sample(now, done, bytes));
        while (samples.size() > 2 && now - samples.getFirst().time() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Sample since = samples.getFirst();
        double seconds = (now - since.time()) / 1e9;
        boolean telling = now - begin >= LEAST.toNanos();
        double rate = telling ? (done - since.done()) / seconds : 0;
        double byteRate = telling ? (bytes - since.bytes()) / seconds : 0;
        List<String> atWork = atWork(now);
        return new PhaseState(
                phase,
                atWork.isEmpty() ? last : atWork.get(0),
                Math.max(1, atWork.size()),
                done,
                total,
                Math.max(0, rate),
                Math.max(0, byteRate),
                left(done, bytes, Math.max(0, rate), Math.max(0, byteRate)),
                Duration.ofNanos(now - begin));
    }

    /** What there is to tell of the whole phase. */
    PhaseState over() {
        long done = done();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        double seconds = Math.max(elapsed.toNanos() / 1e9, 1e-9);
        boolean telling = elapsed.toMillis() >= 10;
        return new PhaseState(
                phase,
                "",
                0,
                done,
                total,
                telling ? (done - already) / seconds : 0,
                telling ? bytes() / seconds : 0,
                -1,
                elapsed);
    }

    private double left(long done, long bytes, double rate, double byteRate) {
        double speed = phase == Phase.COPY ? byteRate + ROW_COST * rate : rate;
        if (total <= 0 || done >= total || speed <= 0) {
            return -1;
        }
        if (phase != Phase.COPY) {
            return (total - done) / speed;
        }
        long all = sizes.values().stream().mapToLong(TableSize::bytes).sum();
        double share = (double) (total - already) / total;
        return (Math.max(0, all * share - bytes) + ROW_COST * (total - done)) / speed;
    }

    private long done() {
        return already
                + counts.values().stream().mapToLong(count -> count.done.sum()).sum();
    }

    /** Rows are counted, and their values taken to be of average size. */
    private long bytes() {
        if (phase != Phase.COPY) {
            return 0;
        }
        long bytes = 0;
        for (Map.Entry<String, Count> count : counts.entrySet()) {
            TableSize size = sizes.get(count.getKey());
            if (size != null && size.rows() > 0) {
                double share = Math.min(1, (double) count.getValue().done.sum() / size.rows());
                bytes += Math.round(share * size.bytes());
            }
        }
        return bytes;
    }

    /** The largest first. */
    private List<String> atWork(long now) {
        return counts.entrySet().stream()
                .filter(count -> now - count.getValue().reported < LATELY.toNanos())
                .filter(count -> !isThrough(count.getKey(), count.getValue()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingLong(this::size).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private boolean isThrough(String table, Count count) {
        TableSize size = sizes.get(table);
        return size != null && count.done.sum() >= size.rows();
    }

    private long size(String table) {
        TableSize size = sizes.get(table);
        Count count = counts.get(table);
        return size != null ? size.bytes() : count == null ? 0 : count.done.sum();
    }
}
