package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK;
import static org.liftlock.sample.store.schema.Tables.TRACK_OVERVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.DSL;
import org.liftlock.dao.Cursor;
import org.liftlock.dao.Database;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.JsonDocument;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackOverview;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.store.schema.tables.records.TrackRecord;

/** Tracks, as far as the SQL is the same everywhere. */
abstract class JooqTrackRepository extends JooqRepository implements TrackRepository {

    private static final String SEARCH = "track.search";
    private static final String GENRE = "track.inGenre";

    JooqTrackRepository(Database database) {
        super(database);
    }

    /** Whether the list {@code genres} in a track's payload has the genre. */
    abstract Condition hasGenre(String genre);

    @Override
    public Optional<Track> find(TrackId id) {
        return read(
                dsl -> dsl.selectFrom(TRACK).where(TRACK.ID.eq(id.value())).fetchOptional(JooqTrackRepository::track));
    }

    @Override
    public long count() {
        return read(dsl -> (long) dsl.fetchCount(TRACK));
    }

    @Override
    public Page<Track> search(String words, PageRequest page) {
        Condition hasWords = DSL.and(FoldedText.words(words).stream()
                .map(TRACK.TITLE_FOLDED::contains)
                .toList());
        List<Track> fetched = read(dsl -> {
            SelectSeekStep2<TrackRecord, String, String> query =
                    dsl.selectFrom(TRACK).where(hasWords).orderBy(TRACK.TITLE_FOLDED, TRACK.ID);
            return page.after()
                    .map(cursor -> query.seek(cursor.key(SEARCH, 0, String.class), cursor.key(SEARCH, 1, String.class))
                            .limit(page.size() + 1))
                    .orElseGet(() -> query.limit(page.size() + 1))
                    .fetch(JooqTrackRepository::track);
        });
        return Page.of(
                page,
                fetched,
                last -> Cursor.of(SEARCH, FoldedText.of(last.title()), last.id().value()));
    }

    @Override
    public Page<Track> inGenre(String genre, PageRequest page) {
        List<Track> fetched = read(dsl -> {
            SelectSeekStep2<TrackRecord, Instant, String> query =
                    dsl.selectFrom(TRACK).where(hasGenre(genre)).orderBy(TRACK.ADDED_AT, TRACK.ID);
            return page.after()
                    .map(cursor -> query.seek(cursor.key(GENRE, 0, Instant.class), cursor.key(GENRE, 1, String.class))
                            .limit(page.size() + 1))
                    .orElseGet(() -> query.limit(page.size() + 1))
                    .fetch(JooqTrackRepository::track);
        });
        return Page.of(
                page,
                fetched,
                last -> Cursor.of(GENRE, last.addedAt(), last.id().value()));
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
        return stream(dsl -> dsl.selectFrom(TRACK).orderBy(TRACK.ID), JooqTrackRepository::track);
    }

    @Override
    public void save(Track track) {
        write(dsl -> upsert(dsl, record(track)).execute());
    }

    @Override
    public void saveAll(Collection<Track> tracks) {
        if (tracks.isEmpty()) {
            return;
        }
        write(dsl -> {
            BatchBindStep batch = dsl.batch(upsert(dsl, new TrackRecord()));
            for (Track track : tracks) {
                batch = batch.bind(record(track).intoArray());
            }
            return batch.execute();
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

    private static Query upsert(DSLContext dsl, TrackRecord row) {
        return dsl.insertInto(TRACK, TRACK.fields())
                .values(row.intoArray())
                .onConflict(TRACK.ID)
                .doUpdate()
                .setAllToExcluded();
    }

    private static TrackRecord record(Track track) {
        TrackRecord row = new TrackRecord();
        row.setId(track.id().value());
        row.setAlbumId(track.album().value());
        row.setTrackNumber(track.number());
        row.setTitle(track.title());
        row.setTitleFolded(FoldedText.of(track.title()));
        row.setDurationMs(track.duration().toMillis());
        row.setExplicit(track.explicit());
        row.setLoudness(track.loudness());
        row.setPlayCount(track.playCount());
        row.setLastPlayedAt(track.lastPlayedAt().orElse(null));
        row.setAddedAt(track.addedAt());
        row.setPayload(JSONB.valueOf(track.payload().text()));
        return row;
    }

    private static Track track(TrackRecord row) {
        return new Track(
                new TrackId(row.getId()),
                new AlbumId(row.getAlbumId()),
                row.getTrackNumber(),
                row.getTitle(),
                Duration.ofMillis(row.getDurationMs()),
                row.getExplicit(),
                row.getLoudness(),
                row.getPlayCount(),
                Optional.ofNullable(row.getLastPlayedAt()),
                row.getAddedAt(),
                new JsonDocument(row.getPayload().data()));
    }
}
