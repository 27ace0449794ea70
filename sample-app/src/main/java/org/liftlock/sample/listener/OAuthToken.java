package org.liftlock.sample.listener;

import java.time.Instant;

/**
 * A listener's grant as it is stored.
 *
 * @param listener whose it is
 * @param grant the tokens and when they expire
 * @param version counts the refreshes, from 1
 */
public record OAuthToken(ListenerId listener, TokenGrant grant, long version) {

    /**
     * Whether it opens nothing any more.
     *
     * @param now the time
     * @return whether it has expired
     */
    public boolean isExpired(Instant now) {
        return !now.isBefore(grant.expiresAt());
    }

    /**
     * The same as somebody read it.
     *
     * @param readVersion the version that was read
     * @return a token of that version
     */
    public OAuthToken read(long readVersion) {
        return new OAuthToken(listener, grant, readVersion);
    }
}
