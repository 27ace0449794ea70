package org.liftlock.sample;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.liftlock.dao.Database;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.sample.listener.Listener;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.JsonDocument;
import org.liftlock.sample.music.NewAlbum;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.store.MusicRepositories;

/** What the contracts of all repositories need: an open database without rows, and rows to refer to. */
@BackendContract(MusicRepositories.class)
public abstract class MusicContract {

    protected static final Instant NOW = Instant.parse("2024-02-29T23:59:59.123456Z");

    protected Database database;

    @BeforeEach
    void open(Database opened) {
        database = opened;
    }

    protected Album album(String artist, String title) {
        return database.repository(AlbumRepository.class).add(new NewAlbum(artist, title, LocalDate.of(1997, 9, 22)));
    }

    protected Track track(Album album, String id, String title) {
        Track track = new Track(
                new TrackId(id),
                album.id(),
                1,
                title,
                Duration.ofMinutes(4),
                false,
                -7.5,
                0,
                Optional.empty(),
                NOW,
                new JsonDocument("{}"));
        database.repository(TrackRepository.class).save(track);
        return track;
    }

    protected Listener listener(String name) {
        Listener listener = Listener.joining(new ListenerId(id(name)), name, NOW, ZoneOffset.UTC);
        database.repository(ListenerRepository.class).add(listener);
        return listener;
    }

    protected static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
