package org.liftlock.sample.music;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresTrackRepositoryTest extends TrackRepositoryContract {

    PostgresTrackRepositoryTest() {
        super(new PostgresTestDatabase());
    }
}
