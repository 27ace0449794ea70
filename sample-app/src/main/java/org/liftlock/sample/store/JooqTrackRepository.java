package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK;
import static org.liftlock.sample.store.schema.Tables.TRACK_OVERVIEW;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackOverview;
import org.liftlock.sample.music.TrackRepository;

/** Tracks, as far as the SQL is the same everywhere. */
abstract class JooqTrackRepository extends JooqRepository implements TrackRepository {

    private static final Keyset SEARCH =
            new Keyset("track.search", List.of(TRACK.TITLE_FOLDED, TRACK.ID), List.of(String.class, String.class));
    private static final Keyset GENRE =
            new Keyset("track.inGenre", List.of(TRACK.ADDED_AT, TRACK.ID), List.of(Instant.class, String.class));
    private static final Keyset ALBUM =
            new Keyset("track.ofAlbum", List.of(TRACK.TRACK_NUMBER, TRACK.ID), List.of(Long.class, String.class));

    private final SearchIndex index;

    JooqTrackRepository(Database database) {
        super(database);
        this.index = new SearchIndex(database);
    }

    /** Whether the list {@code genres} in a track's payload has the genre. */
    abstract Condition hasGenre(String genre);

    @Override
    public Optional<Track> find(TrackId id) {
        return read(dsl -> dsl.selectFrom(TRACK).where(TRACK.ID.eq(id.value())).fetchOptional(Tracks::track));
    }

    @Override
    public long count() {
        return read(dsl -> (long) dsl.fetchCount(TRACK));
    }

    @Override
    public Page<Track> search(String words, PageRequest page) {
        Condition hasWords = DSL.and(FoldedText.words(words).stream()
                .map(word -> contains(TRACK.TITLE_FOLDED, word))
                .toList());
        List<Track> fetched = read(
                dsl -> SEARCH.page(dsl.selectFrom(TRACK).where(hasWords), page).fetch(Tracks::track));
        return Page.of(
                page,
                fetched,
                last -> SEARCH.cursor(FoldedText.of(last.title()), last.id().value()));
    }

    @Override
    public Page<Track> inGenre(String genre, PageRequest page) {
        List<Track> fetched = read(dsl ->
                GENRE.page(dsl.selectFrom(TRACK).where(hasGenre(genre)), page).fetch(Tracks::track));
        return Page.of(
                page, fetched, last -> GENRE.cursor(last.addedAt(), last.id().value()));
    }

    @Override
    public Page<Track> ofAlbum(AlbumId album, PageRequest page) {
        List<Track> fetched =
                read(dsl -> ALBUM.page(dsl.selectFrom(TRACK).where(TRACK.ALBUM_ID.eq(album.value())), page)
                        .fetch(Tracks::track));
        return Page.of(
                page, fetched, last -> ALBUM.cursor(last.number(), last.id().value()));
    }

    @Override
    public List<TrackOverview> mostPlayed(int limit) {
        return read(dsl -> dsl.selectFrom(TRACK_OVERVIEW)
                .orderBy(TRACK_OVERVIEW.PLAY_COUNT.desc(), TRACK_OVERVIEW.TRACK_ID)
                .limit(limit)
                .fetch(row -> new TrackOverview(
                        new TrackId(row.getTrackId()),
                        row.getTrackTitle(),
                        row.getAlbumTitle(),
                        row.getArtistName(),
                        row.getPlayCount())));
    }

    @Override
    public Stream<Track> all() {
        return stream(dsl -> dsl.selectFrom(TRACK).orderBy(TRACK.ID), Tracks::track);
    }

    @Override
    public void save(Track track) {
        saveAll(List.of(track));
    }

    @Override
    public void saveAll(Collection<Track> tracks) {
        write(dsl -> {
            int saved = upsert(TRACK, tracks.stream().map(Tracks::record).toList(), TRACK.ID);
            index.write(tracks.stream().map(track -> track.id().value()).toList());
            return saved;
        });
    }

    @Override
    public boolean delete(TrackId id) {
        return write(dsl -> dsl.deleteFrom(TRACK).where(TRACK.ID.eq(id.value())).execute() > 0);
    }

    @Override
    public boolean markPlayed(TrackId id, Instant at) {
        return write(dsl -> dsl.update(TRACK)
                        .set(TRACK.PLAY_COUNT, TRACK.PLAY_COUNT.plus(1))
                        .set(TRACK.LAST_PLAYED_AT, at)
                        .where(TRACK.ID.eq(id.value()))
                        .execute()
                > 0);
    }
}
