package org.liftlock.sample.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.UnitOptions;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.sample.Parallel;
import org.liftlock.sample.store.MusicRepositories;

/** What holds for tracks and albums on every database. */
@BackendContract(MusicRepositories.class)
public abstract class TrackRepositoryContract {

    private static final Instant ADDED = Instant.parse("2024-02-29T23:59:59.123456Z");

    private Database database;
    private TrackRepository tracks;
    private AlbumRepository albums;
    private Album album;

    @BeforeEach
    void onlyOneAlbum(Database database, TrackRepository tracks, AlbumRepository albums) {
        this.database = database;
        this.tracks = tracks;
        this.albums = albums;
        album = albums.add(new NewAlbum("Björk", "Homogenic", LocalDate.of(1997, 9, 22)));
    }

    private Track track(String id, String title) {
        return track(id, title, new JsonDocument("{\"genres\": [\"pop\"]}"));
    }

    private Track track(String id, String title, JsonDocument payload) {
        return new Track(
                new TrackId(id),
                album.id(),
                1,
                title,
                Duration.ofMillis(254_321),
                false,
                -7.1,
                0,
                Optional.empty(),
                ADDED,
                payload);
    }

    @Test
    void findsWhatWasSaved() {
        Track saved = new Track(
                new TrackId("4uLU6hMCjMI75M1A2tKUQC"),
                album.id(),
                Long.MAX_VALUE,
                "Jóga – “忘れられない” 🌙 'x'; \\ \" %_",
                Duration.ofDays(3).plusMillis(1),
                true,
                -0.1 - 0.2,
                Long.MAX_VALUE - 1,
                Optional.of(Instant.parse("1969-12-31T23:59:59.999999Z")),
                ADDED,
                new JsonDocument("{\"b\": [1.50, 1e5, null, true], \"a\": {\"ü\": \"\\u00fc \\\" \\\\u0000\"}}"));

        tracks.save(saved);

        assertThat(tracks.find(saved.id())).contains(saved);
        assertThat(tracks.find(new TrackId("4ULU6HMCJMI75M1A2TKUQC"))).isEmpty();
    }

    @Test
    void refusesAPayloadThatNotEveryDatabaseKeeps() {
        for (String payload : List.of("{\"a\": \"\\u0000\"}", "[\"\\\\\\u0000\"]", "\"\\ud83c\"", "1", "[1e401]")) {
            Track refused = track("t", "Jóga", new JsonDocument(payload));

            assertThatExceptionOfType(DaoException.class)
                    .as(payload)
                    .isThrownBy(() -> tracks.save(refused))
                    .returns(ErrorKind.BAD_DATA, DaoException::kind);
        }
        assertThat(tracks.count()).isZero();
    }

    @Test
    void cutsTimesToTheMicrosecondBeforeTheyAreStored() {
        Track saved = new Track(
                new TrackId("t"),
                album.id(),
                1,
                "Hunter",
                Duration.ofNanos(1_999_999),
                false,
                0,
                0,
                Optional.empty(),
                Instant.parse("2024-02-29T23:59:59.999999999Z"),
                new JsonDocument("{}"));
        tracks.save(saved);

        Instant played = Instant.parse("2024-03-01T00:00:00.000000999Z");
        tracks.markPlayed(saved.id(), played);

        Track found = tracks.find(saved.id()).orElseThrow();
        assertThat(found.addedAt()).isEqualTo(saved.addedAt()).isEqualTo("2024-02-29T23:59:59.999999Z");
        assertThat(found.duration()).isEqualTo(Duration.ofMillis(1));
        assertThat(found.lastPlayedAt()).contains(Instant.parse("2024-03-01T00:00:00Z"));
    }

    @Test
    void savesOverWhatWasSaved() {
        tracks.save(track("a", "Unravel"));
        tracks.save(track("a", "Bachelorette"));

        assertThat(tracks.count()).isEqualTo(1);
        assertThat(tracks.find(new TrackId("a")).orElseThrow().title()).isEqualTo("Bachelorette");
    }

    @Test
    void savesManyAndKeepsTheLaterOfTwo() {
        List<Track> many = new ArrayList<>();
        IntStream.range(0, 2_500).forEach(i -> many.add(track("t" + i, "Title " + i)));
        many.add(track("t7", "Another"));

        tracks.saveAll(many);
        tracks.saveAll(List.of());

        assertThat(tracks.count()).isEqualTo(2_500);
        assertThat(tracks.find(new TrackId("t7")).orElseThrow().title()).isEqualTo("Another");
        assertThat(tracks.find(new TrackId("t2499"))).contains(many.get(2_499));
    }

    @Test
    void savesNoneWhereOneCannotBe() {
        Track homeless = new Track(
                new TrackId("z"),
                new AlbumId(album.id().value() + 1),
                1,
                "x",
                Duration.ofSeconds(1),
                false,
                0,
                0,
                Optional.empty(),
                ADDED,
                new JsonDocument("[]"));

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tracks.saveAll(List.of(track("a", "All Neon Like"), homeless)))
                .returns(ErrorKind.FOREIGN_KEY, DaoException::kind);
        assertThat(tracks.count()).isZero();
    }

    @Test
    void refusesATrackThatTakesNoTime() {
        Track still = new Track(
                new TrackId("z"),
                album.id(),
                1,
                "x",
                Duration.ZERO,
                false,
                0,
                0,
                Optional.empty(),
                ADDED,
                new JsonDocument("[]"));

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tracks.save(still))
                .returns(ErrorKind.CHECK, DaoException::kind)
                .satisfies(failure -> assertThat(failure.constraint()).contains("track_duration_is_positive"));
    }

    @Test
    void givesNumbersToAlbumsAndKnowsTheirArtists() {
        Album second = albums.add(new NewAlbum("Sigur Rós", "()", LocalDate.of(2002, 10, 28)));
        Album third = albums.add(new NewAlbum("Björk", "Vespertine", LocalDate.of(1582, 10, 4)));

        assertThat(albums.find(album.id())).contains(album);
        assertThat(albums.find(second.id())).contains(second);
        assertThat(albums.find(third.id())).contains(third);
        assertThat(List.of(album.id(), second.id(), third.id())).doesNotHaveDuplicates();
        assertThat(albums.find(new AlbumId(-1))).isEmpty();
    }

    @Test
    void refusesASecondAlbumOfTheSameTitle() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> albums.add(new NewAlbum("Björk", "Homogenic", LocalDate.EPOCH)))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
        assertThat(albums.add(new NewAlbum("Björk", "homogenic", LocalDate.EPOCH))
                        .title())
                .isEqualTo("homogenic");
    }

    @Test
    void deletesOnce() {
        tracks.save(track("a", "Immature"));

        assertThat(tracks.delete(new TrackId("a"))).isTrue();
        assertThat(tracks.delete(new TrackId("a"))).isFalse();
        assertThat(tracks.count()).isZero();
    }

    @Test
    void searchesWordsWhateverTheirCase() {
        tracks.saveAll(List.of(
                track("a", "ÆNIMA of the Straße"),
                track("b", "ænima"),
                track("c", "100% Łódź"),
                track("d", "1000 łódź_x")));

        assertThat(titles(tracks.search("STRASSE Ænima", PageRequest.first(9)))).containsExactly("ÆNIMA of the Straße");
        assertThat(titles(tracks.search("ænimA straßE", PageRequest.first(9)))).containsExactly("ÆNIMA of the Straße");
        assertThat(titles(tracks.search("ænima", PageRequest.first(9))))
                .containsExactly("ænima", "ÆNIMA of the Straße");
        assertThat(titles(tracks.search("0% łóDź", PageRequest.first(9)))).containsExactly("100% Łódź");
        assertThat(titles(tracks.search("_", PageRequest.first(9)))).containsExactly("1000 łódź_x");
        assertThat(titles(tracks.search("!", PageRequest.first(9)))).isEmpty();
        assertThat(titles(tracks.search("  ", PageRequest.first(9)))).hasSize(4);
    }

    @Test
    void ordersTextByItsBytes() {
        List<String> inOrder = List.of(" ", "10", "9", "_x", "a b", "ab", "z", "ä", "ł", "ｚ", "🌙");
        tracks.saveAll(IntStream.range(0, inOrder.size())
                .mapToObj(i -> track("t" + (100 - i), inOrder.get(i)))
                .toList());

        assertThat(titles(tracks.search("", PageRequest.first(50)))).isEqualTo(inOrder);
    }

    @Test
    void pagesThroughEqualTitlesWithoutGapOrDouble() {
        List<Track> many = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            many.add(track(String.format("t%03d", i), i % 3 == 0 ? "Same" : "Title " + i % 5));
        }
        tracks.saveAll(many);

        List<Track> read = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(10));
        int pages = 0;
        while (next.isPresent()) {
            Page<Track> page = tracks.search("", next.get());
            read.addAll(page.items());
            next = page.next()
                    .map(following -> PageRequest.after(
                            following.size(), following.after().orElseThrow().token()));
            pages++;
        }

        assertThat(pages).isEqualTo(6);
        assertThat(read).containsExactlyInAnyOrderElementsOf(many);
        assertThat(read).isEqualTo(tracks.search("", PageRequest.first(100)).items());
    }

    @Test
    void pagesThroughAGenreInTheOrderOfAdding() {
        List<Track> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Track plain = track("t" + i, "x");
            String genres = i % 5 == 4 ? "[\"folk\"]" : "[\"folk\", \"trip 'hop'\"]";
            many.add(new Track(
                    plain.id(),
                    plain.album(),
                    i,
                    plain.title(),
                    plain.duration(),
                    true,
                    0,
                    0,
                    Optional.empty(),
                    ADDED.minusNanos(1_000L * (i / 2)),
                    new JsonDocument("{\"genres\": " + genres + "}")));
        }
        tracks.saveAll(many);
        tracks.save(track("other", "y"));

        List<Track> read = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(3));
        while (next.isPresent()) {
            Page<Track> page = tracks.inGenre("trip 'hop'", next.get());
            read.addAll(page.items());
            next = page.next();
        }

        assertThat(read).hasSize(20).doesNotHaveDuplicates();
        assertThat(read).extracting(Track::addedAt).isSorted();
        assertThat(tracks.inGenre("trip", PageRequest.first(5)).items()).isEmpty();
        assertThat(tracks.inGenre("pop", PageRequest.first(5)).items()).hasSize(1);
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        tracks.saveAll(List.of(track("a", "x"), track("b", "y")));
        PageRequest ofSearch = tracks.search("", PageRequest.first(1)).next().orElseThrow();

        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> tracks.inGenre("pop", ofSearch))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }

    @Test
    void chartsTheMostPlayed() {
        tracks.saveAll(List.of(track("a", "Jóga"), track("b", "5 Years"), track("c", "Hunter")));
        tracks.markPlayed(new TrackId("b"), ADDED);
        tracks.markPlayed(new TrackId("b"), ADDED);
        tracks.markPlayed(new TrackId("c"), ADDED);
        tracks.markPlayed(new TrackId("a"), ADDED);

        assertThat(tracks.markPlayed(new TrackId("none"), ADDED)).isFalse();
        assertThat(tracks.mostPlayed(2))
                .containsExactly(
                        new TrackOverview(new TrackId("b"), "5 Years", "Homogenic", "Björk", 2),
                        new TrackOverview(new TrackId("a"), "Jóga", "Homogenic", "Björk", 1));
    }

    @Test
    void losesNoPlayOfSeveralAtTheSameTime() throws Exception {
        tracks.save(track("a", "Alarm Call"));
        UnitOptions repeatable = UnitOptions.defaults().repeatable(100);

        Parallel.run(4, () -> {
            for (int i = 0; i < 25; i++) {
                database.transactions().with(repeatable).write(() -> {
                    tracks.markPlayed(new TrackId("a"), ADDED);
                });
            }
        });

        assertThat(tracks.find(new TrackId("a")).orElseThrow().playCount()).isEqualTo(100);
    }

    @Test
    void streamsAllInTheOrderOfTheirIds() {
        List<Track> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(track(String.format("t%04d", i), "x"));
        }
        tracks.saveAll(many);

        List<Track> read = database.transactions().read(() -> tracks.all().toList());

        assertThat(read).isEqualTo(many);
    }

    private static List<String> titles(Page<Track> page) {
        return page.items().stream().map(Track::title).toList();
    }
}
