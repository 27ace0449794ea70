package org.liftlock.dao.test.semantics;

import java.util.List;
import java.util.stream.Collectors;
import org.liftlock.dao.Database;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.jooq.JooqRepository;

/** With FTS5. */
final class SqliteWordSearch extends JooqRepository implements WordSearch {

    SqliteWordSearch(Database database) {
        super(database);
    }

    @Override
    public List<Long> pagesWith(String words) {
        String phrases = FoldedText.words(words).stream()
                .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" "));
        return read(dsl -> dsl.fetch(
                        "select rowid from liftlock_semantics_page_words where liftlock_semantics_page_words match ?"
                                + " order by rowid",
                        phrases)
                .getValues(0, Long.class));
    }
}
