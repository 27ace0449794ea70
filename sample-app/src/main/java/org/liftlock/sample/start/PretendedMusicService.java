package org.liftlock.sample.start;

import java.time.Clock;
import java.time.Duration;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.listener.MusicService;
import org.liftlock.sample.listener.Secret;
import org.liftlock.sample.listener.TokenGrant;

/** Grants whatever is asked for, for an hour: the sample has no account with a music service. */
final class PretendedMusicService implements MusicService {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Clock clock;
    private final IdSource ids;

    PretendedMusicService(Clock clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public TokenGrant refresh(Secret refresh) {
        return new TokenGrant(
                new Secret("access-" + ids.next()),
                new Secret("refresh-" + ids.next()),
                clock.instant().plus(HOUR));
    }
}
