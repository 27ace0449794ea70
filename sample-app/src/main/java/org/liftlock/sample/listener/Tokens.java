package org.liftlock.sample.listener;

import java.time.Clock;
import java.util.Optional;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Keeps tokens usable. Two threads or two servers may find the same token expired and both refresh it: what is stored
 * first stays, and the other one takes that instead of its own. Thread-safe.
 */
public final class Tokens {

    private final TokenRepository repository;
    private final MusicService service;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param repository keeps the tokens
     * @param service refreshes them
     * @param clock tells whether they have expired
     */
    public Tokens(TokenRepository repository, MusicService service, Clock clock) {
        this.repository = repository;
        this.service = service;
        this.clock = clock;
    }

    /**
     * A token that opens the service now, refreshed where that is needed.
     *
     * @param listener whose
     * @return the token, if the listener has connected the service
     */
    public Optional<OAuthToken> usable(ListenerId listener) {
        return repository.find(listener).map(token -> token.isExpired(clock.instant()) ? refreshed(token) : token);
    }

    /** Called outside a unit of work: no connection waits for the service. */
    private OAuthToken refreshed(OAuthToken token) {
        TokenGrant grant = service.refresh(token.grant().refresh());
        try {
            return repository.refresh(token, grant);
        } catch (DaoException e) {
            if (e.kind() != ErrorKind.STALE_VERSION) {
                throw e;
            }
            return repository.find(token.listener()).orElseThrow(() -> e);
        }
    }
}
