package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.OAUTH_TOKEN;

import java.util.Map;
import java.util.Optional;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.OAuthToken;
import org.liftlock.sample.listener.Secret;
import org.liftlock.sample.listener.TokenGrant;
import org.liftlock.sample.listener.TokenRepository;

/** Tokens, with the same SQL everywhere. */
final class JooqTokenRepository extends JooqRepository implements TokenRepository {

    JooqTokenRepository(Database database) {
        super(database);
    }

    @Override
    public Optional<OAuthToken> find(ListenerId listener) {
        return read(dsl -> dsl.selectFrom(OAUTH_TOKEN)
                .where(OAUTH_TOKEN.LISTENER_ID.eq(listener.value()))
                .fetchOptional(row -> new OAuthToken(
                        new ListenerId(row.getListenerId()),
                        new TokenGrant(
                                new Secret(row.getAccessToken()),
                                new Secret(row.getRefreshToken()),
                                row.getExpiresAt()),
                        row.getVersion())));
    }

    @Override
    public OAuthToken connect(ListenerId listener, TokenGrant grant) {
        write(dsl -> dsl.insertInto(OAUTH_TOKEN)
                .set(OAUTH_TOKEN.LISTENER_ID, listener.value())
                .set(OAUTH_TOKEN.ACCESS_TOKEN, grant.access().reveal())
                .set(OAUTH_TOKEN.REFRESH_TOKEN, grant.refresh().reveal())
                .set(OAUTH_TOKEN.EXPIRES_AT, grant.expiresAt())
                .set(OAUTH_TOKEN.VERSION, 1L)
                .execute());
        return new OAuthToken(listener, grant, 1);
    }

    @Override
    public OAuthToken refresh(OAuthToken known, TokenGrant grant) {
        boolean found = updateVersion(
                OAUTH_TOKEN,
                OAUTH_TOKEN.LISTENER_ID.eq(known.listener().value()),
                OAUTH_TOKEN.VERSION,
                known.version(),
                Map.of(
                        OAUTH_TOKEN.ACCESS_TOKEN, grant.access().reveal(),
                        OAUTH_TOKEN.REFRESH_TOKEN, grant.refresh().reveal(),
                        OAUTH_TOKEN.EXPIRES_AT, grant.expiresAt()));
        if (!found) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The token was forgotten since it was read");
        }
        return new OAuthToken(known.listener(), grant, known.version() + 1);
    }

    @Override
    public boolean disconnect(ListenerId listener) {
        return write(dsl -> dsl.deleteFrom(OAUTH_TOKEN)
                        .where(OAUTH_TOKEN.LISTENER_ID.eq(listener.value()))
                        .execute()
                > 0);
    }

    @Override
    public boolean disconnect(ListenerId listener, long version) {
        return deleteVersion(OAUTH_TOKEN, OAUTH_TOKEN.LISTENER_ID.eq(listener.value()), OAUTH_TOKEN.VERSION, version);
    }
}
