package org.liftlock.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;

/** One of the two processes: reads and writes for a while, then prints how often, and each kind of error that it met. */
final class UnitsOnAFile {

    private static final int THREADS = 4;
    private static final int ROWS = 1_000;

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final AtomicLong longestWait = new AtomicLong();
    private final Database database;
    private final ItemRepository items;

    private UnitsOnAFile(Database database) {
        this.database = database;
        this.items = database.repository(ItemRepository.class);
        this.counts.put("error LOCK_TIMEOUT", new LongAdder());
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (Database database = TwoProcesses.open(Path.of(arguments[0]))) {
            UnitsOnAFile load = new UnitsOnAFile(database);
            load.run(Long.parseLong(arguments[1]));
            load.counts.forEach((name, count) -> System.out.println(name + "=" + count.sum()));
            System.out.println(TwoProcesses.LONGEST + "=" + load.longestWait.get() / 1_000_000);
        }
    }

    private void run(long seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            threads.add(new Thread(() -> repeat(end, "reading units", turn -> items.find((turn * 31 + seed) % ROWS))));
            threads.add(new Thread(() -> repeat(end, "writing units", turn -> add((turn * 17 + seed) % ROWS))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Reads and writes in one unit, as applications do: the case in which a deferred transaction fails. */
    private void add(long id) {
        database.transactions().write(() -> {
            Item item = items.find(id).orElseThrow();
            items.saveAll(List.of(Item.numbered(id, item.amount() + 1)));
        });
    }

    private void repeat(long end, String name, Unit unit) {
        LongAdder done = counts.computeIfAbsent(name, ignored -> new LongAdder());
        for (long turn = 0; System.nanoTime() < end; turn++) {
            long begin = System.nanoTime();
            try {
                unit.run(turn);
                done.increment();
            } catch (DaoException e) {
                counts.computeIfAbsent("error " + e.kind(), ignored -> new LongAdder())
                        .increment();
            }
            longestWait.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    @FunctionalInterface
    private interface Unit {
        void run(long turn);
    }
}
