package org.liftlock.sample.music;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteTrackRepositoryTest extends TrackRepositoryContract {

    SqliteTrackRepositoryTest() {
        super(new SqliteTestDatabase());
    }
}
