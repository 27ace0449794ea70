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
        nanos.addAndGet(System.nanoTime() - begin);
    }

    /** What it took all sessions together since the last call. */
    Duration timeSince() {
        return Duration.ofNanos(nanos.getAndSet(0));
    }
}
