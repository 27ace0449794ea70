package org.liftlock.dao.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.dao.spi.UnitMode;
import org.liftlock.dao.spi.UnitOfWork;
import org.liftlock.dao.spi.UnitOfWorkListener;

/** Knows which units of work are open, how many may have written, and what they left. Thread-safe. */
final class UnitWatch implements UnitOfWorkListener {

    /** By identity, which is what units compare by; the value tells whom to look for. */
    private final Map<UnitOfWork, String> open = new ConcurrentHashMap<>();

    private final AtomicInteger writing = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();

    @Override
    public void afterBegin(UnitOfWork unit) {
        if (unit.mode() == UnitMode.WRITE) {
            writing.incrementAndGet();
        }
        open.put(unit, unit.mode() + " on thread " + Thread.currentThread().getName());
    }

    /** After a failure, a stream that was left is no news. */
    @Override
    public void afterCommit(UnitOfWork unit) {
        streams.addAndGet(unit.abandonedStreams());
        open.remove(unit);
    }

    @Override
    public void afterRollback(UnitOfWork unit) {
        open.remove(unit);
    }

    /** Counts units that could write and have begun since the last time. */
    int takeWriting() {
        return writing.getAndSet(0);
    }

    /** Counts streams that units left open since the last time. */
    int takeStreams() {
        return streams.getAndSet(0);
    }

    /** Describes the units that are open and forgets them. */
    List<String> takeOpen() {
        List<String> units = List.copyOf(open.values());
        open.clear();
        return units;
    }
}
