package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.PLAYLIST;
import static org.liftlock.sample.store.schema.Tables.PLAYLIST_TRACK;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.playlist.Playlist;
import org.liftlock.sample.playlist.PlaylistId;
import org.liftlock.sample.playlist.PlaylistRepository;
import org.liftlock.sample.playlist.PlaylistTrack;
import org.liftlock.sample.store.schema.tables.records.PlaylistRecord;

/** Playlists and the order of their tracks, with the same SQL everywhere. */
final class JooqPlaylistRepository extends JooqRepository implements PlaylistRepository {

    private static final Keyset OF_OWNER = new Keyset(
            "playlist.ofOwner", List.of(PLAYLIST.CREATED_AT, PLAYLIST.ID), List.of(Instant.class, UUID.class));
    private static final Keyset TRACKS =
            new Keyset("playlist.tracks", List.of(PLAYLIST_TRACK.POSITION), List.of(Long.class));

    JooqPlaylistRepository(Database database) {
        super(database);
    }

    @Override
    public void add(Playlist playlist) {
        write(dsl -> dsl.insertInto(PLAYLIST)
                .set(PLAYLIST.ID, playlist.id().value())
                .set(PLAYLIST.OWNER_ID, playlist.owner().value())
                .set(PLAYLIST.NAME, playlist.name())
                .set(PLAYLIST.SHARED, playlist.shared())
                .set(PLAYLIST.CREATED_AT, playlist.createdAt())
                .set(PLAYLIST.VERSION, playlist.version())
                .execute());
    }

    @Override
    public Optional<Playlist> find(PlaylistId id) {
        return read(dsl -> dsl.selectFrom(PLAYLIST)
                .where(PLAYLIST.ID.eq(id.value()))
                .fetchOptional(JooqPlaylistRepository::playlist));
    }

    @Override
    public Page<Playlist> ofOwner(ListenerId owner, PageRequest page) {
        List<Playlist> fetched =
                read(dsl -> OF_OWNER.page(dsl.selectFrom(PLAYLIST).where(PLAYLIST.OWNER_ID.eq(owner.value())), page)
                        .fetch(JooqPlaylistRepository::playlist));
        return Page.of(
                page,
                fetched,
                last -> OF_OWNER.cursor(last.createdAt(), last.id().value()));
    }

    @Override
    public Playlist update(Playlist playlist) {
        return changed(playlist, Map.of(PLAYLIST.NAME, playlist.name(), PLAYLIST.SHARED, playlist.shared()));
    }

    @Override
    public boolean delete(PlaylistId id) {
        return write(dsl ->
                dsl.deleteFrom(PLAYLIST).where(PLAYLIST.ID.eq(id.value())).execute() > 0);
    }

    @Override
    public boolean delete(PlaylistId id, long version) {
        return deleteVersion(PLAYLIST, PLAYLIST.ID.eq(id.value()), PLAYLIST.VERSION, version);
    }

    @Override
    public Page<PlaylistTrack> tracks(PlaylistId id, PageRequest page) {
        List<PlaylistTrack> fetched = read(dsl -> TRACKS.page(
                        dsl.selectFrom(PLAYLIST_TRACK).where(PLAYLIST_TRACK.PLAYLIST_ID.eq(id.value())), page)
                .fetch(row -> new PlaylistTrack(row.getPosition(), new TrackId(row.getTrackId()), row.getAddedAt())));
        return Page.of(page, fetched, last -> TRACKS.cursor(last.position()));
    }

    @Override
    public Playlist append(Playlist playlist, TrackId track, Instant at) {
        return write(dsl -> {
            Playlist next = changed(playlist, Map.of());
            place(dsl, playlist.id(), size(dsl, playlist.id()), track, at);
            return next;
        });
    }

    @Override
    public Playlist insert(Playlist playlist, long position, TrackId track, Instant at) {
        return write(dsl -> {
            Playlist next = changed(playlist, Map.of());
            requireWithin(position, size(dsl, playlist.id()) + 1);
            renumber(dsl, playlist.id(), PLAYLIST_TRACK.POSITION.ge(position), PLAYLIST_TRACK.POSITION.plus(1));
            place(dsl, playlist.id(), position, track, at);
            return next;
        });
    }

    @Override
    public Playlist move(Playlist playlist, long from, long to) {
        return write(dsl -> {
            Playlist next = changed(playlist, Map.of());
            long size = size(dsl, playlist.id());
            requireWithin(from, size);
            requireWithin(to, size);
            renumber(
                    dsl,
                    playlist.id(),
                    PLAYLIST_TRACK.POSITION.between(Math.min(from, to), Math.max(from, to)),
                    DSL.when(PLAYLIST_TRACK.POSITION.eq(from), DSL.val(to))
                            .otherwise(PLAYLIST_TRACK.POSITION.plus(from < to ? -1L : 1L)));
            return next;
        });
    }

    @Override
    public Playlist remove(Playlist playlist, long position) {
        return write(dsl -> {
            Playlist next = changed(playlist, Map.of());
            requireWithin(position, size(dsl, playlist.id()));
            dsl.deleteFrom(PLAYLIST_TRACK)
                    .where(PLAYLIST_TRACK.PLAYLIST_ID.eq(playlist.id().value()), PLAYLIST_TRACK.POSITION.eq(position))
                    .execute();
            renumber(dsl, playlist.id(), PLAYLIST_TRACK.POSITION.gt(position), PLAYLIST_TRACK.POSITION.minus(1));
            return next;
        });
    }

    /** Before anything else: on PostgreSQL it also keeps other units off the order until this one is done. */
    private Playlist changed(Playlist playlist, Map<? extends Field<?>, ?> changes) {
        if (!updateVersion(
                PLAYLIST, PLAYLIST.ID.eq(playlist.id().value()), PLAYLIST.VERSION, playlist.version(), changes)) {
            throw new DaoException(ErrorKind.STALE_VERSION, "The playlist was removed since it was read");
        }
        return new Playlist(
                playlist.id(),
                playlist.owner(),
                playlist.name(),
                playlist.shared(),
                playlist.createdAt(),
                playlist.version() + 1);
    }

    private static long size(DSLContext dsl, PlaylistId id) {
        return dsl.fetchCount(PLAYLIST_TRACK, PLAYLIST_TRACK.PLAYLIST_ID.eq(id.value()));
    }

    private static void requireWithin(long position, long size) {
        if (position < 0 || position >= size) {
            throw new DaoException(ErrorKind.BAD_DATA, "The playlist has no such position").with("positions", size);
        }
    }

    private static void place(DSLContext dsl, PlaylistId id, long position, TrackId track, Instant at) {
        dsl.insertInto(PLAYLIST_TRACK)
                .set(PLAYLIST_TRACK.PLAYLIST_ID, id.value())
                .set(PLAYLIST_TRACK.POSITION, position)
                .set(PLAYLIST_TRACK.TRACK_ID, track.value())
                .set(PLAYLIST_TRACK.ADDED_AT, at)
                .execute();
    }

    /**
     * Gives tracks new positions. Both databases check the key row by row, in an order of their own, so the tracks go to
     * numbers below zero first, where none is taken.
     */
    private static void renumber(DSLContext dsl, PlaylistId id, Condition which, Field<Long> position) {
        Condition ofList = PLAYLIST_TRACK.PLAYLIST_ID.eq(id.value());
        dsl.update(PLAYLIST_TRACK)
                .set(PLAYLIST_TRACK.POSITION, DSL.val(-1L).minus(position))
                .where(ofList, which)
                .execute();
        dsl.update(PLAYLIST_TRACK)
                .set(PLAYLIST_TRACK.POSITION, DSL.val(-1L).minus(PLAYLIST_TRACK.POSITION))
                .where(ofList, PLAYLIST_TRACK.POSITION.lt(0L))
                .execute();
    }

    private static Playlist playlist(PlaylistRecord row) {
        return new Playlist(
                new PlaylistId(row.getId()),
                new ListenerId(row.getOwnerId()),
                row.getName(),
                row.getShared(),
                row.getCreatedAt(),
                row.getVersion());
    }
}
