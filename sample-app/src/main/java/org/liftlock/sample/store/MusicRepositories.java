package org.liftlock.sample.store;

import java.util.function.Function;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.sample.history.PlayRepository;
import org.liftlock.sample.history.SnapshotRepository;
import org.liftlock.sample.listener.ListenerRepository;
import org.liftlock.sample.listener.TokenRepository;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.music.TrackSearch;
import org.liftlock.sample.playlist.PlaylistRepository;

/** The repositories of Music Time Machine on both databases. */
public final class MusicRepositories implements RepositoryModule {

    private static final String SQLITE = "sqlite";
    private static final String POSTGRES = "postgres";

    /** Creates the module. */
    public MusicRepositories() {}

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(TrackRepository.class)
                .on(SQLITE, SqliteTrackRepository::new)
                .on(POSTGRES, PostgresTrackRepository::new);
        binder.bind(TrackSearch.class).on(SQLITE, SqliteTrackSearch::new).on(POSTGRES, PostgresTrackSearch::new);
        bindPortable(binder, AlbumRepository.class, JooqAlbumRepository::new);
        bindPortable(binder, ListenerRepository.class, JooqListenerRepository::new);
        bindPortable(binder, TokenRepository.class, JooqTokenRepository::new);
        bindPortable(binder, PlaylistRepository.class, JooqPlaylistRepository::new);
        bindPortable(binder, PlayRepository.class, JooqPlayRepository::new);
        bindPortable(binder, SnapshotRepository.class, JooqSnapshotRepository::new);
    }

    /** Where the SQL is the same on both, the class is. */
    private static <R> void bindPortable(RepositoryBinder binder, Class<R> type, Function<Database, R> factory) {
        binder.bind(type).on(SQLITE, factory).on(POSTGRES, factory);
    }
}
