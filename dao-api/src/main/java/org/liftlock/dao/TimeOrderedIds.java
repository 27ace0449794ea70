package org.liftlock.dao;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7. The 12 bits behind the milliseconds count within one millisecond (RFC 9562, section 6.2, method 1);
 * when they run over, or the clock goes back, the time of the ids runs ahead of the clock.
 */
final class TimeOrderedIds implements IdSource {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final Clock clock;
    private final RandomGenerator random;
    private long millis;
    private int counter;

    TimeOrderedIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized UUID next() {
        long now = clock.millis();
        if (now > millis) {
            millis = now;
            // The upper half is left for counting.
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            millis++;
            counter = 0;
        }
        long high = millis << 16 | 0x7000L | counter;
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
