package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.ALBUM;
import static org.liftlock.sample.store.schema.Tables.ARTIST;
import static org.liftlock.sample.store.schema.Tables.TRACK;
import static org.liftlock.sample.store.schema.Tables.TRACK_SEARCH;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.DSLContext;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.Chunks;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.music.SearchWords;
import org.liftlock.sample.store.schema.tables.records.TrackSearchRecord;

/** Writes down by which words tracks are found. The same SQL everywhere; what the databases make of it differs. */
final class SearchIndex extends JooqRepository {

    SearchIndex(Database database) {
        super(database);
    }

    void write(Collection<String> trackIds) {
        write(dsl -> {
            int written = 0;
            for (List<String> ids : Chunks.of(new LinkedHashSet<>(trackIds))) {
                written += upsert(TRACK_SEARCH, rows(dsl, ids), TRACK_SEARCH.TRACK_ID);
            }
            return written;
        });
    }

    private static List<TrackSearchRecord> rows(DSLContext dsl, List<String> ids) {
        return dsl.select(TRACK.ID, TRACK.TITLE, ALBUM.TITLE, ARTIST.NAME)
                .from(TRACK)
                .join(ALBUM)
                .on(ALBUM.ID.eq(TRACK.ALBUM_ID))
                .join(ARTIST)
                .on(ARTIST.ID.eq(ALBUM.ARTIST_ID))
                .where(TRACK.ID.in(ids))
                .orderBy(TRACK.ID)
                .fetch(row -> row(row.value1(), words(row.value2(), row.value3(), row.value4())));
    }

    private static TrackSearchRecord row(String trackId, String words) {
        TrackSearchRecord row = new TrackSearchRecord();
        row.setTrackId(trackId);
        row.setWords(words);
        return row;
    }

    private static String words(String... names) {
        return String.join(" ", new LinkedHashSet<>(SearchWords.of(String.join(" ", names))));
    }
}
