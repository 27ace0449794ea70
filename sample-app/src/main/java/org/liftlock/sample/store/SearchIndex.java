package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.ALBUM;
import static org.liftlock.sample.store.schema.Tables.ARTIST;
import static org.liftlock.sample.store.schema.Tables.TRACK;
import static org.liftlock.sample.store.schema.Tables.TRACK_SEARCH;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.Result;
import org.liftlock.sample.music.SearchWords;

/** Writes down by which words tracks are found. The same SQL everywhere; what the databases make of it differs. */
final class SearchIndex {

    /** Ids in one query, well below what either driver binds. */
    private static final int CHUNK = 500;

    private SearchIndex() {}

    static void write(DSLContext dsl, Collection<String> trackIds) {
        List<String> ids = new ArrayList<>(new LinkedHashSet<>(trackIds));
        for (int from = 0; from < ids.size(); from += CHUNK) {
            writeChunk(dsl, ids.subList(from, Math.min(from + CHUNK, ids.size())));
        }
    }

    private static void writeChunk(DSLContext dsl, List<String> ids) {
        Result<Record4<String, String, String, String>> names = dsl.select(
                        TRACK.ID, TRACK.TITLE, ALBUM.TITLE, ARTIST.NAME)
                .from(TRACK)
                .join(ALBUM)
                .on(ALBUM.ID.eq(TRACK.ALBUM_ID))
                .join(ARTIST)
                .on(ARTIST.ID.eq(ALBUM.ARTIST_ID))
                .where(TRACK.ID.in(ids))
                .orderBy(TRACK.ID)
                .fetch();
        if (names.isEmpty()) {
            return;
        }
        BatchBindStep batch = dsl.batch(dsl.insertInto(TRACK_SEARCH, TRACK_SEARCH.TRACK_ID, TRACK_SEARCH.WORDS)
                .values((String) null, null)
                .onConflict(TRACK_SEARCH.TRACK_ID)
                .doUpdate()
                .setAllToExcluded());
        for (Record4<String, String, String, String> row : names) {
            batch = batch.bind(row.value1(), words(row.value2(), row.value3(), row.value4()));
        }
        batch.execute();
    }

    private static String words(String... names) {
        return String.join(" ", new LinkedHashSet<>(SearchWords.of(String.join(" ", names))));
    }
}
