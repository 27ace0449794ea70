package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK;
import static org.liftlock.sample.store.schema.Tables.TRACK_SEARCH;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.music.SearchWords;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.music.TrackSearch;

/** Full-text search, save for the match itself. */
abstract class JooqTrackSearch extends JooqRepository implements TrackSearch {

    private static final int MOST_WORDS = 50;
    private static final Keyset FOUND =
            new Keyset("track.find", List.of(TRACK.TITLE_FOLDED, TRACK.ID), List.of(String.class, String.class));

    private final SearchIndex index;

    JooqTrackSearch(Database database) {
        super(database);
        this.index = new SearchIndex(database);
    }

    /** Whether a row of TRACK_SEARCH has, for each of the words, one that begins with it. There is at least one word. */
    abstract Condition matches(List<String> words);

    @Override
    public Page<Track> find(String text, PageRequest page) {
        List<String> words = SearchWords.of(text).stream().distinct().toList();
        if (words.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        if (words.size() > MOST_WORDS) {
            throw new DaoException(ErrorKind.BAD_DATA, "A search asks for too many words").with("max", MOST_WORDS);
        }
        List<Track> found = read(dsl -> FOUND.page(
                        dsl.selectFrom(TRACK)
                                .where(TRACK.ID.in(DSL.select(TRACK_SEARCH.TRACK_ID)
                                        .from(TRACK_SEARCH)
                                        .where(matches(words)))),
                        page)
                .fetch(Tracks::track));
        return Page.of(
                page,
                found,
                last -> FOUND.cursor(FoldedText.of(last.title()), last.id().value()));
    }

    @Override
    public void index(Collection<TrackId> tracks) {
        index.write(tracks.stream().map(TrackId::value).toList());
    }

    @Override
    public int indexMissing(int limit) {
        return write(dsl -> {
            List<String> missing = dsl.select(TRACK.ID)
                    .from(TRACK)
                    .where(DSL.notExists(DSL.selectOne().from(TRACK_SEARCH).where(TRACK_SEARCH.TRACK_ID.eq(TRACK.ID))))
                    .orderBy(TRACK.ID)
                    .limit(limit)
                    .fetch(TRACK.ID);
            index.write(missing);
            return missing.size();
        });
    }
}
