package org.liftlock.sample.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.UnitOptions;
import org.liftlock.sample.MusicContract;
import org.liftlock.sample.Parallel;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackRepository;

/** What holds for playlists and the order of their tracks on every database. */
public abstract class PlaylistRepositoryContract extends MusicContract {

    private PlaylistRepository playlists;
    private Listener owner;
    private Playlist playlist;

    @BeforeEach
    void anEmptyPlaylist() {
        playlists = database.repository(PlaylistRepository.class);
        owner = listener("Ada");
        Album album = album("Björk", "Homogenic");
        for (String name : List.of("a", "b", "c", "d", "e")) {
            track(album, name, "Title " + name);
        }
        playlist = new Playlist(new PlaylistId(id("list")), owner.id(), "Für's Büro 🎶", true, NOW, 1);
        playlists.add(playlist);
    }

    private void append(String... tracks) {
        for (String track : tracks) {
            playlist = playlists.append(playlist, new TrackId(track), NOW);
        }
    }

    private String order() {
        List<PlaylistTrack> all =
                playlists.tracks(playlist.id(), PageRequest.first(1000)).items();
        StringBuilder order = new StringBuilder();
        for (PlaylistTrack entry : all) {
            assertThat(entry.position()).isEqualTo(order.length());
            order.append(entry.track().value());
        }
        return order.toString();
    }

    private static void assertKind(ErrorKind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(DaoException.class).isThrownBy(call).returns(kind, DaoException::kind);
    }

    @Test
    void findsWhatWasAdded() {
        assertThat(playlists.find(playlist.id())).contains(playlist);
        assertThat(playlists.find(new PlaylistId(id("none")))).isEmpty();
        assertThat(playlists.tracks(playlist.id(), PageRequest.first(1)).items())
                .isEmpty();
        assertKind(ErrorKind.DUPLICATE_KEY, () -> playlists.add(playlist));
        assertKind(
                ErrorKind.FOREIGN_KEY,
                () -> playlists.add(
                        new Playlist(new PlaylistId(id("x")), new ListenerId(id("nobody")), "x", false, NOW, 1)));
        assertKind(
                ErrorKind.CHECK,
                () -> playlists.add(new Playlist(new PlaylistId(id("x")), owner.id(), "", false, NOW, 1)));
    }

    @Test
    void appendsInsertsMovesAndRemoves() {
        append("a", "b", "c");
        assertThat(order()).isEqualTo("abc");
        playlist = playlists.insert(playlist, 0, new TrackId("d"), NOW);
        assertThat(order()).isEqualTo("dabc");
        playlist = playlists.insert(playlist, 2, new TrackId("e"), NOW);
        assertThat(order()).isEqualTo("daebc");
        playlist = playlists.insert(playlist, 5, new TrackId("a"), NOW);
        assertThat(order()).isEqualTo("daebca");
        playlist = playlists.move(playlist, 0, 4);
        assertThat(order()).isEqualTo("aebcda");
        playlist = playlists.move(playlist, 5, 1);
        assertThat(order()).isEqualTo("aaebcd");
        playlist = playlists.move(playlist, 3, 3);
        assertThat(order()).isEqualTo("aaebcd");
        playlist = playlists.remove(playlist, 0);
        assertThat(order()).isEqualTo("aebcd");
        playlist = playlists.remove(playlist, 4);
        assertThat(order()).isEqualTo("aebc");
        assertThat(playlists.find(playlist.id()).orElseThrow().version())
                .isEqualTo(playlist.version())
                .isEqualTo(12);
    }

    /** The same as a list of Java's, whatever is done. */
    @Test
    void keepsTheOrderOfAnyChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int change = 0; change < 150; change++) {
            String name = String.valueOf((char) ('a' + random.nextInt(5)));
            int size = expected.size();
            int which = size == 0 ? 0 : random.nextInt(4);
            if (which <= 1) {
                int position = random.nextInt(size + 1);
                playlist = playlists.insert(playlist, position, new TrackId(name), NOW);
                expected.add(position, name);
            } else if (which == 2) {
                int from = random.nextInt(size);
                int to = random.nextInt(size);
                playlist = playlists.move(playlist, from, to);
                expected.add(to, expected.remove(from));
            } else {
                int position = random.nextInt(size);
                playlist = playlists.remove(playlist, position);
                expected.remove(position);
            }
            assertThat(order()).as("seed %d, change %d", seed, change).isEqualTo(String.join("", expected));
        }
    }

    @Test
    void refusesPositionsThatAreNotThere() {
        append("a", "b");

        assertKind(ErrorKind.BAD_DATA, () -> playlists.insert(playlist, 3, new TrackId("c"), NOW));
        assertKind(ErrorKind.BAD_DATA, () -> playlists.insert(playlist, -1, new TrackId("c"), NOW));
        assertKind(ErrorKind.BAD_DATA, () -> playlists.move(playlist, 0, 2));
        assertKind(ErrorKind.BAD_DATA, () -> playlists.move(playlist, 2, 0));
        assertKind(ErrorKind.BAD_DATA, () -> playlists.remove(playlist, 2));
        assertKind(ErrorKind.FOREIGN_KEY, () -> playlists.append(playlist, new TrackId("none"), NOW));
        assertKind(ErrorKind.FOREIGN_KEY, () -> playlists.insert(playlist, 0, new TrackId("none"), NOW));
        assertThat(order()).isEqualTo("ab");
        assertThat(playlists.find(playlist.id())).contains(playlist);
    }

    @Test
    void refusesChangesToWhatWasChangedSince() {
        Playlist read = playlist;
        append("a", "b");

        assertKind(ErrorKind.STALE_VERSION, () -> playlists.append(read, new TrackId("c"), NOW));
        assertKind(ErrorKind.STALE_VERSION, () -> playlists.insert(read, 0, new TrackId("c"), NOW));
        assertKind(ErrorKind.STALE_VERSION, () -> playlists.move(read, 0, 1));
        assertKind(ErrorKind.STALE_VERSION, () -> playlists.remove(read, 0));
        assertKind(ErrorKind.STALE_VERSION, () -> playlists.update(read.with("x", false)));
        assertThat(order()).isEqualTo("ab");

        playlist = playlists.update(playlist.with("Other", false));
        assertThat(playlists.find(playlist.id())).contains(playlist);
        assertKind(ErrorKind.CHECK, () -> playlists.update(playlist.with("", false)));
        assertThat(playlists.find(playlist.id())).contains(playlist);
    }

    @Test
    void losesNoTrackOfSeveralThatAppendAtOnce() throws Exception {
        UnitOptions repeatable = UnitOptions.defaults().repeatable(200);

        Parallel.run(4, () -> {
            for (int i = 0; i < 10; i++) {
                database.transactions()
                        .with(repeatable)
                        .write(() ->
                                playlists.append(playlists.find(playlist.id()).orElseThrow(), new TrackId("a"), NOW));
            }
        });

        assertThat(order()).hasSize(40);
        assertThat(playlists.find(playlist.id()).orElseThrow().version()).isEqualTo(41);
    }

    @Test
    void deletesAPlaylistAsItWasReadAlone() {
        long read = playlist.version();
        append("a");

        assertKind(ErrorKind.STALE_VERSION, () -> playlists.delete(playlist.id(), read));
        assertThat(playlists.delete(playlist.id(), read + 1)).isTrue();
        assertThat(playlists.delete(playlist.id(), read + 1)).isFalse();
    }

    @Test
    void deletesAPlaylistAndKeepsItsTracks() {
        TrackRepository tracks = database.repository(TrackRepository.class);
        append("a", "a");
        assertKind(ErrorKind.FOREIGN_KEY, () -> tracks.delete(new TrackId("a")));

        assertThat(playlists.delete(playlist.id())).isTrue();

        assertThat(playlists.delete(playlist.id())).isFalse();
        assertThat(playlists.tracks(playlist.id(), PageRequest.first(1)).items())
                .isEmpty();
        assertThat(tracks.delete(new TrackId("a"))).isTrue();
    }

    @Test
    void pagesThroughListsAndTracks() {
        append("a", "b", "c", "d", "e");
        for (int i = 0; i < 5; i++) {
            playlists.add(new Playlist(
                    new PlaylistId(id("other" + i)), owner.id(), "x", i % 2 == 0, NOW.plusSeconds(1 + i / 2), 1));
        }

        List<Playlist> lists = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(2));
        while (next.isPresent()) {
            Page<Playlist> page = playlists.ofOwner(owner.id(), next.get());
            lists.addAll(page.items());
            next = page.next();
        }
        assertThat(lists).hasSize(6).doesNotHaveDuplicates().startsWith(playlist);

        Page<PlaylistTrack> first = playlists.tracks(playlist.id(), PageRequest.first(3));
        Page<PlaylistTrack> second =
                playlists.tracks(playlist.id(), first.next().orElseThrow());
        assertThat(second.items()).extracting(PlaylistTrack::position).containsExactly(3L, 4L);
        assertThat(second.next()).isEmpty();
    }
}
