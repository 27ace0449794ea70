package org.liftlock.migration.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.liftlock.migration.sql.PgSql;

/**
 * Gathers the statistics that PostgreSQL plans queries by, of tables that have their indexes. Foreign keys come after it:
 * without statistics the server checked one of three million rows in 1.5 s, with them in 0.6 s. Thread-safe.
 */
final class Statistics {

    private final AtomicLong nanos = new AtomicLong();
    private volatile long since = System.nanoTime();

    /** In a transaction of its own. */
    void gather(TargetSession session, List<TableLoad> tables) throws SQLException {
        if (tables.isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        session.execute("ANALYZE "
                + tables.stream()
                        .map(table -> PgSql.name(table.plan().target()))
                        .collect(Collectors.joining(", ")));
        session.commit();
        long end = System.nanoTime();
        nanos.addAndGet(Math.min(end - begin, end - since));
    }

    /** From here on time is counted. */
    void countFromNow() {
        since = System.nanoTime();
        nanos.set(0);
    }

    /** What it took all sessions together since then. */
    Duration time() {
        return Duration.ofNanos(nanos.get());
    }
}
