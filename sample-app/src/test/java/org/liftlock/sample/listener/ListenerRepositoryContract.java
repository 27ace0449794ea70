package org.liftlock.sample.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.MusicContract;
import org.liftlock.sample.Parallel;

/** What holds for listeners and their tokens on every database. */
public abstract class ListenerRepositoryContract extends MusicContract {

    private ListenerRepository listeners;
    private TokenRepository tokens;

    @BeforeEach
    void repositories() {
        listeners = database.repository(ListenerRepository.class);
        tokens = database.repository(TokenRepository.class);
    }

    private static TokenGrant grant(String name, Instant expiresAt) {
        return new TokenGrant(new Secret("access-" + name), new Secret("refresh-" + name), expiresAt);
    }

    @Test
    void findsWhoJoined() {
        Listener joined = new Listener(
                new ListenerId(id("a")), "Zoë 🎧 'x'", false, NOW.plusNanos(999), ZoneId.of("Asia/Kathmandu"), 7);

        listeners.add(joined);

        assertThat(listeners.find(joined.id())).contains(joined);
        assertThat(joined.joinedAt()).isEqualTo(NOW);
        assertThat(listeners.find(new ListenerId(id("b")))).isEmpty();
    }

    @Test
    void takesANameOnceWhateverItsCase() {
        listener("Ömer Straße");

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> listener("ömer STRASSE"))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
    }

    @Test
    void pagesByNameWhateverItsCase() {
        List.of("b", "A", "c", "Ä", "_", "Z").forEach(this::listener);

        List<String> names = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(4));
        while (next.isPresent()) {
            Page<Listener> page = listeners.all(next.get());
            page.items().forEach(listener -> names.add(listener.name()));
            next = page.next();
        }

        assertThat(names).containsExactly("_", "A", "b", "c", "Z", "Ä");
    }

    @Test
    void refusesAChangeOfWhatWasChangedSince() {
        Listener first = listener("Ada");

        Listener second = listeners.update(first.with("Ada L.", false, ZoneOffset.UTC));

        assertThat(second.version()).isEqualTo(2);
        assertThat(listeners.find(first.id())).contains(second);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> listeners.update(first.with("Countess", true, ZoneOffset.UTC)))
                .returns(ErrorKind.STALE_VERSION, DaoException::kind);
        assertThat(listeners.find(first.id())).contains(second);
        assertThat(listeners.delete(first.id())).isTrue();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> listeners.update(second))
                .returns(ErrorKind.STALE_VERSION, DaoException::kind);
    }

    @Test
    void keepsATokenUntilTheListenerLeaves() {
        Listener listener = listener("Ada");

        OAuthToken connected = tokens.connect(listener.id(), grant("1", NOW.plusNanos(1)));

        assertThat(tokens.find(listener.id())).contains(connected);
        assertThat(connected.isExpired(NOW)).isTrue();
        assertThat(connected.isExpired(NOW.minusNanos(1))).isFalse();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tokens.connect(listener.id(), grant("2", NOW)))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tokens.connect(new ListenerId(id("nobody")), grant("2", NOW)))
                .returns(ErrorKind.FOREIGN_KEY, DaoException::kind);

        assertThat(listeners.delete(listener.id())).isTrue();
        assertThat(tokens.find(listener.id())).isEmpty();
        assertThat(tokens.disconnect(listener.id())).isFalse();
    }

    @Test
    void forgetsWhatWasReadAlone() {
        Listener listener = listener("Ada");
        tokens.connect(listener.id(), grant("1", NOW));

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tokens.disconnect(listener.id(), 2))
                .returns(ErrorKind.STALE_VERSION, DaoException::kind);
        assertThat(tokens.disconnect(listener.id(), 1)).isTrue();
        assertThat(tokens.disconnect(listener.id(), 1)).isFalse();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> listeners.delete(listener.id(), 2))
                .returns(ErrorKind.STALE_VERSION, DaoException::kind);
        assertThat(listeners.delete(listener.id(), 1)).isTrue();
        assertThat(listeners.delete(listener.id(), 1)).isFalse();
    }

    @Test
    void refusesASecondRefreshOfOneToken() {
        Listener listener = listener("Ada");
        OAuthToken first = tokens.connect(listener.id(), grant("1", NOW));

        OAuthToken second = tokens.refresh(first, grant("2", NOW.plusSeconds(3600)));

        assertThat(second.version()).isEqualTo(2);
        DaoException failure = catchThrowableOfType(DaoException.class, () -> tokens.refresh(first, grant("3", NOW)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.STALE_VERSION);
        assertThat(failure.line()).doesNotContain("access-").doesNotContain("refresh-");
        assertThat(tokens.find(listener.id())).contains(second);
    }

    @Test
    void letsOneOfSeveralRefreshesAtOnceWin() throws Exception {
        Listener listener = listener("Ada");
        tokens.connect(listener.id(), grant("old", NOW));
        CyclicBarrier allAsked = new CyclicBarrier(4);
        AtomicInteger asked = new AtomicInteger();
        MusicService service = refresh -> {
            assertThat(refresh.reveal()).isEqualTo("refresh-old");
            try {
                allAsked.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return grant("new-" + asked.incrementAndGet(), NOW.plus(Duration.ofHours(1)));
        };
        Tokens refreshing = new Tokens(database, service, Clock.fixed(NOW, ZoneOffset.UTC));
        ConcurrentLinkedQueue<OAuthToken> usable = new ConcurrentLinkedQueue<>();

        Parallel.run(4, () -> usable.add(refreshing.usable(listener.id()).orElseThrow()));

        assertThat(asked).hasValue(4);
        assertThat(usable).hasSize(4).containsOnly(tokens.find(listener.id()).orElseThrow());
        assertThat(usable).allMatch(token -> token.version() == 2);
        assertThat(refreshing.usable(listener.id())).contains(usable.peek());
        assertThat(asked).hasValue(4);
    }

    @Test
    void writesNoTokenIntoText() {
        OAuthToken token = tokens.connect(listener("Ada").id(), grant("1", NOW));

        assertThat(token.toString()).contains("***").doesNotContain("access-").doesNotContain("refresh-");
    }
}
