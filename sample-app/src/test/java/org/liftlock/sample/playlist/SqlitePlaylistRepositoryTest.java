package org.liftlock.sample.playlist;

import org.liftlock.sample.SqliteTestDatabase;

class SqlitePlaylistRepositoryTest extends PlaylistRepositoryContract {

    SqlitePlaylistRepositoryTest() {
        super(new SqliteTestDatabase());
    }
}
