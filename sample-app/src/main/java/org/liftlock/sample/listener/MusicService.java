package org.liftlock.sample.listener;

/** The music service's end of OAuth. The application is given one when it starts; implementations are thread-safe. */
@FunctionalInterface
public interface MusicService {

    /**
     * Gets the next grant.
     *
     * @param refresh the token for that, which opens nothing afterwards
     * @return what is granted
     */
    TokenGrant refresh(Secret refresh);
}
