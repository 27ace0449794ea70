package org.liftlock.sample.store;

import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteDatabase;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.TrackRepository;

/** The repositories of Music Time Machine on both databases. */
public final class MusicRepositories implements RepositoryModule {

    /** Creates the module. */
    public MusicRepositories() {}

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(AlbumRepository.class)
                .on(SqliteDatabase.BACKEND, JooqAlbumRepository::new)
                .on(PostgresDatabase.BACKEND, JooqAlbumRepository::new);
        binder.bind(TrackRepository.class)
                .on(SqliteDatabase.BACKEND, SqliteTrackRepository::new)
                .on(PostgresDatabase.BACKEND, PostgresTrackRepository::new);
    }
}
