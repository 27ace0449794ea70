package org.liftlock.sample.listener;

import java.time.Clock;
import java.util.Optional;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;

/**
 * Keeps tokens usable. Two threads or two servers may find the same token expired and both refresh it: what is stored
 * first stays, and the other one takes that instead of its own. Thread-safe.
 */
public final class Tokens {

    /** Two refreshes at once conflict; the one that is run again finds out that it is late. */
    private static final UnitOptions REPEATABLE = UnitOptions.defaults().repeatable(10);

    private final Transactions transactions;
    private final TokenRepository repository;
    private final MusicService service;
    private final Clock clock;

    /**
     * Creates the service.
     *
     * @param database keeps the tokens
     * @param service refreshes them
     * @param clock tells whether they have expired
     */
    public Tokens(Database database, MusicService service, Clock clock) {
        this.transactions = database.transactions().with(REPEATABLE);
        this.repository = database.repository(TokenRepository.class);
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
        return repository
                .find(listener)
                .map(token -> token.isExpired(clock.instant()) ? refreshedByAnybody(token) : token);
    }

    /**
     * Refreshes a token whether it has expired or not. Not to be called inside a unit of work: no connection waits for the
     * service.
     *
     * @param token the token
     * @return the token of the next version
     * @throws DaoException {@link ErrorKind#STALE_VERSION} if it was refreshed already, or forgotten
     */
    public OAuthToken refreshed(OAuthToken token) {
        TokenGrant grant = service.refresh(token.grant().refresh());
        return transactions.write(() -> repository.refresh(token, grant));
    }

    private OAuthToken refreshedByAnybody(OAuthToken token) {
        try {
            return refreshed(token);
        } catch (DaoException e) {
            if (e.kind() != ErrorKind.STALE_VERSION) {
                throw e;
            }
            return repository.find(token.listener()).orElseThrow(() -> e);
        }
    }
}
