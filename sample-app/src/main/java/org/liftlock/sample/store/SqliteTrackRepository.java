package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK;

import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;

/** Tracks on SQLite. */
final class SqliteTrackRepository extends JooqTrackRepository {

    SqliteTrackRepository(Database database) {
        super(database);
    }

    @Override
    Condition hasGenre(String genre) {
        return DSL.condition(
                "exists (select 1 from json_each({0}, '$.genres') as genre where genre.value = {1})",
                TRACK.PAYLOAD, DSL.val(genre));
    }
}
