package org.liftlock.dao.postgres;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.jooq.Deadline;

/**
 * Waits for the deadline of one unit. When it passes, the server is asked to stop the statement, and asked again with
 * growing pauses while the unit lasts: the word is lost where it comes just before the statement.
 */
final class DeadlineWatch {

    /** Watches nothing and never fires. */
    static final DeadlineWatch NONE = new DeadlineWatch();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final @Nullable PostgresCanceller canceller;
    private final @Nullable Connection connection;
    private @Nullable Future<?> next;
    private Duration pause = FIRST_PAUSE;
    private Duration waited = Duration.ZERO;
    private boolean fired;
    private boolean ended;

    private DeadlineWatch() {
        this.canceller = null;
        this.connection = null;
    }

    DeadlineWatch(PostgresCanceller canceller, Connection connection, Deadline deadline) {
        this.canceller = canceller;
        this.connection = connection;
        synchronized (this) {
            next = canceller.after(deadline.left(Duration.ofDays(36500)), this::fire);
        }
    }

    private synchronized void fire() {
        if (ended || canceller == null || connection == null) {
            return;
        }
        fired = true;
        if (waited.compareTo(PostgresCanceller.GRACE) >= 0) {
            canceller.cut(connection);
        } else {
            canceller.cancel(connection);
        }
        next = canceller.after(pause, this::fire);
        waited = waited.plus(pause);
        pause = pause.multipliedBy(2);
    }

    /** Ends the watch; true if the server was never asked, so that nothing can come late. */
    synchronized boolean end() {
        ended = true;
        if (next != null) {
            next.cancel(false);
        }
        return !fired;
    }
}
