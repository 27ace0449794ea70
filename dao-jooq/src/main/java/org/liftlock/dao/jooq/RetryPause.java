package org.liftlock.dao.jooq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Decides whether a unit of work is run again, and waits before it is. For one call of one thread. */
final class RetryPause {

    private static final Duration FIRST = Duration.ofMillis(4);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final List<DaoException> earlier = new ArrayList<>();
    private final int attempts;

    private final Deadline deadline;

    RetryPause(int attempts, Deadline deadline) {
        this.attempts = attempts;
        this.deadline = deadline;
    }

    /** Returns after a pause if there is a next attempt, otherwise throws the failure with the earlier ones suppressed. */
    void beforeNextAttempt(DaoException failure) {
        if (failure.kind() != ErrorKind.CONFLICT || earlier.size() + 1 >= attempts || !slept() || deadline.passed()) {
            earlier.forEach(failure::addSuppressed);
            throw failure;
        }
        earlier.add(failure);
    }

    private boolean slept() {
        long longest = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(earlier.size(), 20));
        longest = Math.max(1, deadline.left(Duration.ofNanos(longest)).toNanos());
        try {
            // A random pause of up to the whole span keeps units that met once from meeting again.
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
