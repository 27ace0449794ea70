package org.liftlock.sample.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.MusicContract;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackRepository;

/** What holds for plays, charts and snapshots on every database. */
public abstract class HistoryContract extends MusicContract {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private PlayRepository plays;
    private SnapshotRepository snapshots;
    private TrackRepository tracks;
    private History history;
    private IdSource ids;
    private Listener listener;

    @BeforeEach
    void aLibrary() {
        plays = database.repository(PlayRepository.class);
        snapshots = database.repository(SnapshotRepository.class);
        tracks = database.repository(TrackRepository.class);
        ids = IdSource.timeOrdered(CLOCK, new Random(1));
        history = new History(database, CLOCK, ids);
        listener = listener("Ada");
        Album album = album("Björk", "Homogenic");
        List.of("a", "B", "c").forEach(name -> track(album, name, "Title " + name));
    }

    private Play play(ListenerId who, String track, String at, long millis) {
        return new Play(ids.next(), who, new TrackId(track), Instant.parse(at), Duration.ofMillis(millis), true);
    }

    @Test
    void countsAPlayWhereItIsStored() {
        Play play = new Play(
                ids.next(), listener.id(), new TrackId("a"), NOW.plusNanos(1), Duration.ofNanos(1_999_999), false);

        history.record(play);

        assertThat(plays.ofListener(listener.id(), PageRequest.first(9)).items())
                .containsExactly(play);
        assertThat(tracks.find(new TrackId("a")).orElseThrow().playCount()).isEqualTo(1);
        assertThat(tracks.find(new TrackId("a")).orElseThrow().lastPlayedAt()).contains(NOW);
    }

    @Test
    void countsNoPlayThatIsNotStored() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> history.record(play(listener.id(), "a", "2024-01-01T00:00:00Z", 0)))
                .returns(ErrorKind.CHECK, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> history.record(play(listener.id(), "none", "2024-01-01T00:00:00Z", 1)))
                .returns(ErrorKind.FOREIGN_KEY, DaoException::kind);
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> history.record(play(new ListenerId(id("nobody")), "a", "2024-01-01T00:00:00Z", 1)))
                .returns(ErrorKind.FOREIGN_KEY, DaoException::kind);

        assertThat(tracks.find(new TrackId("a")).orElseThrow().playCount()).isZero();
        assertThat(plays.ofListener(listener.id(), PageRequest.first(9)).items())
                .isEmpty();
    }

    @Test
    void pagesFromTheLatestPlayBackwards() {
        List<Play> all = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            all.add(play(listener.id(), "a", "2024-01-01T00:00:0" + i / 3 + ".000001Z", 1));
        }
        plays.addAll(all);
        plays.addAll(List.of());

        List<Play> read = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(4));
        while (next.isPresent()) {
            Page<Play> page = plays.ofListener(listener.id(), next.get());
            read.addAll(page.items());
            next = page.next();
        }

        List<Play> expected = new ArrayList<>(all);
        java.util.Collections.reverse(expected);
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void chartsByPlaysThenTimeThenId() {
        Listener other = listener("Grace");
        plays.addAll(List.of(
                play(listener.id(), "a", "2024-01-31T23:59:59.999999Z", 9_000),
                play(listener.id(), "a", "2024-02-01T00:00:00Z", 5),
                play(listener.id(), "B", "2024-02-29T23:59:59.999999Z", 5),
                play(listener.id(), "c", "2024-02-10T12:00:00Z", 6),
                play(other.id(), "c", "2024-02-10T12:00:00Z", Integer.MAX_VALUE * 4L),
                play(listener.id(), "a", "2024-03-01T00:00:00Z", 9_000)));

        assertThat(history.chart(
                        Optional.of(listener.id()), Period.MONTH, LocalDate.of(2024, 2, 15), ZoneOffset.UTC, 9))
                .containsExactly(
                        new ChartEntry(1, new TrackId("c"), 1, Duration.ofMillis(6)),
                        new ChartEntry(2, new TrackId("B"), 1, Duration.ofMillis(5)),
                        new ChartEntry(3, new TrackId("a"), 1, Duration.ofMillis(5)));
        assertThat(history.chart(Optional.empty(), Period.MONTH, LocalDate.of(2024, 2, 29), ZoneOffset.UTC, 1))
                .containsExactly(new ChartEntry(1, new TrackId("c"), 2, Duration.ofMillis(Integer.MAX_VALUE * 4L + 6)));
        assertThat(history.chart(Optional.empty(), Period.YEAR, LocalDate.of(2023, 2, 1), ZoneOffset.UTC, 9))
                .isEmpty();
    }

    @Test
    void beginsPeriodsWhereTheListenerIs() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Listener there = listener("Edwin");
        database.repository(ListenerRepository.class).update(there.with("Edwin", true, newYork));
        // The day on which clocks go forward has 23 hours.
        plays.addAll(List.of(
                play(there.id(), "a", "2024-03-10T04:59:59.999999Z", 1),
                play(there.id(), "B", "2024-03-10T05:00:00Z", 1),
                play(there.id(), "c", "2024-03-11T03:59:59.999999Z", 2),
                play(there.id(), "a", "2024-03-11T04:00:00Z", 1)));

        assertThat(history.chart(Optional.of(there.id()), Period.DAY, LocalDate.of(2024, 3, 10), newYork, 9))
                .extracting(ChartEntry::track)
                .containsExactly(new TrackId("c"), new TrackId("B"));
        assertThat(TimeSpan.of(Period.WEEK, LocalDate.of(2024, 3, 10), newYork).firstDay())
                .isEqualTo("2024-03-04");
    }

    @Test
    void keepsASnapshotAsItWas() {
        plays.addAll(List.of(
                play(listener.id(), "a", "2024-02-01T00:00:00Z", 5),
                play(listener.id(), "a", "2024-02-02T00:00:00Z", 5),
                play(listener.id(), "c", "2024-02-03T00:00:00Z", 5)));

        Snapshot taken = history.takeSnapshot(listener, Period.YEAR, LocalDate.of(2024, 12, 31));
        plays.addAll(List.of(play(listener.id(), "B", "2024-02-01T00:00:00Z", 5)));

        assertThat(taken.firstDay()).isEqualTo("2024-01-01");
        assertThat(taken.entries()).hasSize(2);
        assertThat(snapshots.find(taken.id())).contains(taken);
        assertThat(snapshots.find(UUID.randomUUID())).isEmpty();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> history.takeSnapshot(listener, Period.YEAR, LocalDate.of(2024, 1, 1)))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
        Snapshot empty = history.takeSnapshot(listener, Period.DAY, LocalDate.of(2030, 1, 1));
        assertThat(empty.entries()).isEmpty();

        Page<Snapshot> first = snapshots.ofListener(listener.id(), PageRequest.first(1));
        Page<Snapshot> second = snapshots.ofListener(listener.id(), first.next().orElseThrow());
        assertThat(first.items()).extracting(Snapshot::id).containsExactly(taken.id());
        assertThat(second.items()).containsExactly(empty);
        assertThat(second.next()).isEmpty();
    }
}
