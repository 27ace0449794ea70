package org.liftlock.migration.load;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.liftlock.migration.RunListener;

/**
 * Tells of each row of a part once, though it may be read again: what an attempt reads is told only as far as it goes beyond
 * the attempts before. Thread-safe; a part is read by one thread at a time.
 */
final class ToldRows {

    private final RunListener listener;
    private final ConcurrentHashMap<String, AtomicLong> told = new ConcurrentHashMap<>();

    ToldRows(RunListener listener) {
        this.listener = listener;
    }

    /** Who hears of the rows of one attempt at a part. */
    RunListener attempt(String table, int part) {
        AtomicLong before = told.computeIfAbsent(part + " " + table, key -> new AtomicLong());
        AtomicLong read = new AtomicLong();
        return new RunListener() {
            @Override
            public void rows(String name, long rows) {
                long now = read.addAndGet(rows);
                long fresh = now - before.getAndAccumulate(now, Math::max);
                if (fresh > 0) {
                    listener.rows(name, fresh);
                }
            }
        };
    }
}
