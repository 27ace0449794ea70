package org.liftlock.sample.library;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.history.Play;
import org.liftlock.sample.history.PlayRepository;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.JsonDocument;
import org.liftlock.sample.music.NewAlbum;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.playlist.Playlist;
import org.liftlock.sample.playlist.PlaylistId;
import org.liftlock.sample.playlist.PlaylistRepository;

/**
 * Fills an empty library through the repositories, on whichever database they are: the tracks that {@link
 * LibraryGenerator} makes of the same seed, a listener, a playlist and some plays. Immutable.
 */
public final class LibraryFiller {

    private static final int MOST_PLAYS = 200;
    private static final int PLAYLIST_TRACKS = 12;

    private final long seed;
    private final int tracks;

    /**
     * Creates a filler.
     *
     * @param seed what the library is made of
     * @param tracks how many tracks it gets, from 1
     */
    public LibraryFiller(long seed, int tracks) {
        this.seed = seed;
        this.tracks = tracks;
    }

    /**
     * Fills a library, all or nothing.
     *
     * @param database keeps it
     * @param clock tells when the listener joins; the plays are of the days before
     * @param ids gives the rest their ids
     */
    public void fill(Database database, Clock clock, IdSource ids) {
        database.transactions().write(() -> {
            List<TrackId> filled = fillTracks(database);
            Listener listener = Listener.joining(new ListenerId(ids.next()), "Ada", clock.instant(), ZoneId.of("UTC"));
            database.repository(ListenerRepository.class).add(listener);
            fillPlaylist(database, listener, filled, clock.instant(), ids);
            fillPlays(database, listener, filled, clock.instant(), ids);
        });
    }

    private List<TrackId> fillTracks(Database database) {
        AlbumRepository albums = database.repository(AlbumRepository.class);
        TrackRepository repository = database.repository(TrackRepository.class);
        RandomLibrary library = new RandomLibrary(seed);
        List<TrackId> filled = new ArrayList<>();
        for (int number = 1; filled.size() < tracks; number++) {
            GeneratedArtist artist = library.artist(number);
            List<Track> ofArtist = new ArrayList<>();
            for (GeneratedAlbum generated : artist.albums()) {
                int count = Math.min(generated.trackCount(), tracks - filled.size() - ofArtist.size());
                if (count == 0) {
                    break;
                }
                Album album = albums.add(
                        new NewAlbum(artist.name(), generated.title(), LocalDate.parse(generated.releasedOn())));
                for (int place = 1; place <= count; place++) {
                    ofArtist.add(track(album.id(), library.track(artist, generated, 0, place)));
                }
            }
            repository.saveAll(ofArtist);
            ofArtist.forEach(track -> filled.add(track.id()));
        }
        return filled;
    }

    /** Of the values of a row in the order of the columns, as SQLite keeps them. */
    private static Track track(AlbumId album, Object[] row) {
        return new Track(
                new TrackId((String) row[0]),
                album,
                (Integer) row[2],
                (String) row[3],
                Duration.ofMillis((Integer) row[5]),
                row[6].equals(1),
                (Double) row[7],
                (Integer) row[8],
                Optional.ofNullable((String) row[9]).map(Instant::parse),
                Instant.parse((String) row[10]),
                new JsonDocument((String) row[11]));
    }

    private static void fillPlaylist(
            Database database, Listener listener, List<TrackId> filled, Instant now, IdSource ids) {
        PlaylistRepository playlists = database.repository(PlaylistRepository.class);
        Playlist playlist = new Playlist(new PlaylistId(ids.next()), listener.id(), "Time travel", true, now, 1);
        playlists.add(playlist);
        for (TrackId track : filled.subList(0, Math.min(PLAYLIST_TRACKS, filled.size()))) {
            playlist = playlists.append(playlist, track, now);
        }
    }

    private void fillPlays(Database database, Listener listener, List<TrackId> filled, Instant now, IdSource ids) {
        Random random = new Random(seed);
        List<Play> plays = new ArrayList<>();
        for (int play = 0; play < MOST_PLAYS; play++) {
            // Some are played more than others.
            TrackId track = filled.get(random.nextInt(1 + random.nextInt(filled.size())));
            plays.add(new Play(
                    ids.next(),
                    listener.id(),
                    track,
                    now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))),
                    Duration.ofSeconds(30 + random.nextInt(240)),
                    random.nextBoolean()));
        }
        database.repository(PlayRepository.class).addAll(plays);
    }
}
