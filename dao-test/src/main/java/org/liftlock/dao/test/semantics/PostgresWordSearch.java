package org.liftlock.dao.test.semantics;

import java.util.List;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqRepository;

/** With tsvector and the configuration that knows no language. */
final class PostgresWordSearch extends JooqRepository implements WordSearch {

    PostgresWordSearch(Database database) {
        super(database);
    }

    @Override
    public List<Long> pagesWith(String words) {
        return read(dsl -> dsl.fetch(
                        "select id from liftlock_semantics_page"
                                + " where to_tsvector('simple', body) @@ plainto_tsquery('simple', ?) order by id",
                        words)
                .getValues(0, Long.class));
    }
}
