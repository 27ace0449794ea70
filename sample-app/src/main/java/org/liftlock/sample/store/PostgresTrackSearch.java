package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK_SEARCH;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;

/**
 * Full-text search by tsvector. Words hold letters, digits and marks alone, so that nothing can leave its quotes; they are
 * cast, since to_tsquery() would split them again.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-textsearch.html">Text search types</a>
 */
final class PostgresTrackSearch extends JooqTrackSearch {

    PostgresTrackSearch(Database database) {
        super(database);
    }

    @Override
    Condition matches(List<String> words) {
        String query = words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & "));
        // The expression of the index, word for word.
        return DSL.condition(
                "array_to_tsvector(string_to_array({0}, ' ')) @@ cast({1} as tsquery)",
                TRACK_SEARCH.WORDS, DSL.val(query));
    }
}
