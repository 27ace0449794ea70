package org.liftlock.sample.listener;

import java.util.Optional;

/** Keeps one token for each listener who has connected the music service. */
public interface TokenRepository {

    /**
     * Finds the token of a listener.
     *
     * @param listener whose
     * @return the token, if the listener has connected the service
     */
    Optional<OAuthToken> find(ListenerId listener);

    /**
     * Stores the first grant of a listener who connects the service.
     *
     * @param listener whose
     * @param grant what the service granted
     * @return the token of version 1
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#DUPLICATE_KEY} if there is a token already,
     *     {@link org.liftlock.dao.ErrorKind#FOREIGN_KEY} if there is no such listener
     */
    OAuthToken connect(ListenerId listener, TokenGrant grant);

    /**
     * Stores what the service granted in place of a token, unless another refresh was faster.
     *
     * @param known the token that was refreshed
     * @param grant what the service granted for it
     * @return the token of the next version
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#STALE_VERSION} if the stored version is another
     *     one or the listener has disconnected
     */
    OAuthToken refresh(OAuthToken known, TokenGrant grant);

    /**
     * Forgets the token of a listener.
     *
     * @param listener whose
     * @return whether there was one
     */
    boolean disconnect(ListenerId listener);

    /**
     * Forgets the token of a listener unless it was refreshed since it was read.
     *
     * @param listener whose
     * @param version the version that was read
     * @return whether there was one
     * @throws org.liftlock.dao.DaoException {@link org.liftlock.dao.ErrorKind#STALE_VERSION} if the stored version is another
     *     one
     */
    boolean disconnect(ListenerId listener, long version);
}
