package org.liftlock.sample.music;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresTrackSearchTest extends TrackSearchContract {

    PostgresTrackSearchTest() {
        super(new PostgresTestDatabase());
    }
}
