package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.TRACK;

import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;

/** Tracks on PostgreSQL. */
final class PostgresTrackRepository extends JooqTrackRepository {

    PostgresTrackRepository(Database database) {
        super(database);
    }

    @Override
    Condition hasGenre(String genre) {
        return DSL.condition("{0} -> 'genres' @> to_jsonb({1}::text)", TRACK.PAYLOAD, DSL.val(genre));
    }
}
