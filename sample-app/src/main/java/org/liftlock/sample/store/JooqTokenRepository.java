package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.OAUTH_TOKEN;

import java.util.Optional;
import java.util.UUID;
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
                .where(OAUTH_TOKEN.LISTENER_ID.eq(listener.value().toString()))
                .fetchOptional(row -> new OAuthToken(
                        new ListenerId(UUID.fromString(row.getListenerId())),
                        new TokenGrant(
                                new Secret(row.getAccessToken()),
                                new Secret(row.getRefreshToken()),
                                row.getExpiresAt()),
                        row.getVersion())));
    }

    @Override
    public OAuthToken connect(ListenerId listener, TokenGrant grant) {
        write(dsl -> dsl.insertInto(OAUTH_TOKEN)
                .set(OAUTH_TOKEN.LISTENER_ID, listener.value().toString())
                .set(OAUTH_TOKEN.ACCESS_TOKEN, grant.access().reveal())
                .set(OAUTH_TOKEN.REFRESH_TOKEN, grant.refresh().reveal())
                .set(OAUTH_TOKEN.EXPIRES_AT, grant.expiresAt())
                .set(OAUTH_TOKEN.VERSION, 1L)
                .execute());
        return new OAuthToken(listener, grant, 1);
    }

    @Override
    public OAuthToken refresh(OAuthToken known, TokenGrant grant) {
        int changed = write(dsl -> dsl.update(OAUTH_TOKEN)
                .set(OAUTH_TOKEN.ACCESS_TOKEN, grant.access().reveal())
                .set(OAUTH_TOKEN.REFRESH_TOKEN, grant.refresh().reveal())
                .set(OAUTH_TOKEN.EXPIRES_AT, grant.expiresAt())
                .set(OAUTH_TOKEN.VERSION, OAUTH_TOKEN.VERSION.plus(1))
                .where(
                        OAUTH_TOKEN.LISTENER_ID.eq(known.listener().value().toString()),
                        OAUTH_TOKEN.VERSION.eq(known.version()))
                .execute());
        if (changed == 0) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The token was refreshed since, or forgotten")
                    .with("version", known.version());
        }
        return new OAuthToken(known.listener(), grant, known.version() + 1);
    }

    @Override
    public boolean disconnect(ListenerId listener) {
        return write(dsl -> dsl.deleteFrom(OAUTH_TOKEN)
                        .where(OAUTH_TOKEN.LISTENER_ID.eq(listener.value().toString()))
                        .execute()
                > 0);
    }
}
