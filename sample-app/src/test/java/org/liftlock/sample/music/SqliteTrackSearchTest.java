package org.liftlock.sample.music;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteTrackSearchTest extends TrackSearchContract {

    SqliteTrackSearchTest() {
        super(new SqliteTestDatabase());
    }
}
