package org.liftlock.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.liftlock.dao.Database;
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

/** What the contracts of all repositories need: an open database without rows, and rows to refer to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MusicContract {

    protected static final Instant NOW = Instant.parse("2024-02-29T23:59:59.123456Z");

    private final TestDatabase backend;
    protected Database database;

    protected MusicContract(TestDatabase backend) {
        this.backend = backend;
    }

    @BeforeAll
    void open() {
        database = backend.open();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void clear() throws Exception {
        backend.clear();
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
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
