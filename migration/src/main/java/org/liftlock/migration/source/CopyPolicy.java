package org.liftlock.migration.source;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * How a private copy of a file in rollback-journal mode may be taken.
 *
 * @param attempts how often it is tried at least
 * @param patience how long it is tried again after that
 * @param mayLock whether afterwards short locks may be taken, which an application that waits for none would meet
 * @param copied hears how many more bytes are copied; fewer than none when it begins again
 */
record CopyPolicy(int attempts, Duration patience, boolean mayLock, LongConsumer copied) {

    /** For a run that goes on for long anyway. */
    static final CopyPolicy OF_A_RUN = new CopyPolicy(1, Duration.ofSeconds(5), true, bytes -> {});

    static CopyPolicy ofABackup(LongConsumer copied) {
        return new CopyPolicy(3, Duration.ofSeconds(60), false, copied);
    }
}
