package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK_SEARCH;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;

/**
 * Full-text search by FTS5. Words hold letters, digits and marks alone, so that nothing can leave its quotes.
 *
 * @see <a href="https://www.sqlite.org/fts5.html">FTS5</a>
 */
final class SqliteTrackSearch extends JooqTrackSearch {

    SqliteTrackSearch(Database database) {
        super(database);
    }

    @Override
    Condition matches(List<String> words) {
        String query = words.stream().map(word -> '"' + word + "\"*").collect(Collectors.joining(" AND "));
        return DSL.condition(
                "{0} in (select rowid from track_words where track_words match {1})", TRACK_SEARCH.ID, DSL.val(query));
    }
}
