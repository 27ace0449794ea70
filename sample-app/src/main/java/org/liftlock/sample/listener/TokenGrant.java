package org.liftlock.sample.listener;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the music service grants: an access token for a time, and what to get the next one by (RFC 6749, section 5.1). The
 * time is cut to the microsecond.
 *
 * @param access opens the service
 * @param refresh gets the next grant
 * @param expiresAt from when on {@code access} opens nothing any more
 */
public record TokenGrant(Secret access, Secret refresh, Instant expiresAt) {

    /**
     * Cuts the time to what is kept.
     *
     * @param access opens the service
     * @param refresh gets the next grant
     * @param expiresAt from when on {@code access} opens nothing any more
     */
    public TokenGrant {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    }
}
