package org.liftlock.sample.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;

/**
 * That somebody listened to a track. The time is cut to the microsecond and the duration to the millisecond.
 *
 * @param id tells plays apart
 * @param listener who listened
 * @param track to what
 * @param playedAt when it began
 * @param played how long, more than nothing
 * @param completed whether to the end
 */
public record Play(UUID id, ListenerId listener, TrackId track, Instant playedAt, Duration played, boolean completed) {

    /**
     * Cuts the time to what is kept.
     *
     * @param id tells plays apart
     * @param listener who listened
     * @param track to what
     * @param playedAt when it began
     * @param played how long, more than nothing
     * @param completed whether to the end
     */
    public Play {
        playedAt = playedAt.truncatedTo(ChronoUnit.MICROS);
        played = played.truncatedTo(ChronoUnit.MILLIS);
    }
}
