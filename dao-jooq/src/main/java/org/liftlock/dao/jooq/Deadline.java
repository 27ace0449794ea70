package org.liftlock.dao.jooq;

import java.time.Duration;
import java.util.Optional;

/** The moment at which the time of a unit of work is over, by a clock that nobody sets. Immutable. */
public final class Deadline {

    /** No deadline: its time is never over. */
    public static final Deadline NONE = new Deadline(false, 0);

    /** Longer than any process lives, and short enough for the difference of two points of {@link System#nanoTime()}. */
    private static final Duration LONGEST = Duration.ofDays(36500);

    private final boolean set;
    private final long nanoTime;

    private Deadline(boolean set, long nanoTime) {
        this.set = set;
        this.nanoTime = nanoTime;
    }

    static Deadline in(Optional<Duration> timeout) {
        return timeout.map(time -> new Deadline(
                        true, System.nanoTime() + atMost(time, LONGEST).toNanos()))
                .orElse(NONE);
    }

    /**
     * Whether there is a deadline at all.
     *
     * @return false for {@link #NONE}
     */
    public boolean isSet() {
        return set;
    }

    /**
     * Whether the time is over.
     *
     * @return false until then, true from then on
     */
    public boolean passed() {
        return set && System.nanoTime() - nanoTime >= 0;
    }

    /**
     * How long may be waited for something.
     *
     * @param timeout how long it would be waited for without a deadline
     * @return no more than that and no more than what is left, at least nothing
     */
    public Duration left(Duration timeout) {
        if (!set) {
            return timeout;
        }
        return atMost(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())), timeout);
    }

    private static Duration atMost(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
