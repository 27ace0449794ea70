package org.liftlock.sample.playlist;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresPlaylistRepositoryTest extends PlaylistRepositoryContract {

    PostgresPlaylistRepositoryTest() {
        super(new PostgresTestDatabase());
    }
}
