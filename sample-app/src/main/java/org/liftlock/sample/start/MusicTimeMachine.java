package org.liftlock.sample.start;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;
import org.liftlock.sample.library.LibraryFiller;
import org.liftlock.sample.listener.MusicService;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.music.TrackSearch;
import org.liftlock.sample.store.MusicRepositories;
import org.liftlock.sample.web.MusicApi;

/** The whole application, started: a database, the repositories on it, and the HTTP server in front of them. */
public final class MusicTimeMachine implements AutoCloseable {

    private static final String FILE = "music.sqlite";
    private static final int INDEXED_AT_ONCE = 5_000;
    private static final long SEED = 1;

    private final Database database;
    private final MusicApi api;
    private final List<String> lines;

    private MusicTimeMachine(Database database, MusicApi api, List<String> lines) {
        this.database = database;
        this.api = api;
        this.lines = lines;
    }

    /**
     * Starts the application.
     *
     * @param options how
     * @param clock tells the time
     * @param ids gives out ids
     * @return the application, which listens
     * @throws StartException with one line if it cannot start
     */
    public static MusicTimeMachine start(StartOptions options, Clock clock, IdSource ids) throws StartException {
        BackendChoice choice = BackendChoice.of(options.flagFile(), options.environment());
        return choice.backend().equals(BackendChoice.POSTGRES)
                ? onPostgres(options, choice, clock, ids)
                : onSqlite(options, choice, clock, ids);
    }

    private static MusicTimeMachine onSqlite(StartOptions options, BackendChoice choice, Clock clock, IdSource ids)
            throws StartException {
        try {
            Files.createDirectories(options.dataFolder());
        } catch (IOException e) {
            throw StartException.environment(
                    "The folder " + options.dataFolder() + " cannot be made; name another by --data", e);
        }
        Path file = options.dataFolder().resolve(FILE);
        return start(options, SqliteDatabase.builder(SqliteConfig.file(file)), choice, file.toString(), clock, ids);
    }

    private static MusicTimeMachine onPostgres(StartOptions options, BackendChoice choice, Clock clock, IdSource ids)
            throws StartException {
        PostgresConfig config;
        try {
            config = options.postgresUrl()
                    .map(PostgresConfig::url)
                    .orElseGet(() -> PostgresConfig.fromEnvironment(options.environment()));
        } catch (DaoException e) {
            throw StartException.usage(e.line() + "; see --url and the PG* variables", e);
        }
        PostgresConfig named = config.applicationName("music-time-machine");
        return start(options, PostgresDatabase.builder(named), choice, config.url(), clock, ids);
    }

    private static MusicTimeMachine start(
            StartOptions options,
            DatabaseBuilder builder,
            BackendChoice choice,
            String where,
            Clock clock,
            IdSource ids)
            throws StartException {
        Database database;
        try {
            builder.repositories(new MusicRepositories());
            database = (options.migrating() ? builder : builder.withoutMigrations()).open();
        } catch (DaoException e) {
            throw refusal(choice, where, e);
        }
        try {
            long tracks = prepare(database, options.demoTracks(), clock, ids);
            MusicService service = new PretendedMusicService(clock, ids);
            MusicApi api = MusicApi.start(database, service, clock, ids, options.host(), options.port());
            String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
            return new MusicTimeMachine(
                    database,
                    api,
                    List.of(
                            "Music Time Machine runs on " + choice.backend() + ", " + choice.reason() + ": " + where
                                    + ", " + tracks + " tracks",
                            "Look at http://" + host + ":" + api.port() + "/ and stop it with Ctrl-C"));
        } catch (JavalinBindException e) {
            database.close();
            throw StartException.environment(
                    "Port " + options.port() + " of " + options.host()
                            + " cannot be listened on; choose another by --port",
                    e);
        } catch (DaoException e) {
            database.close();
            throw refusal(choice, where, e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static StartException refusal(BackendChoice choice, String where, DaoException failure) {
        return StartException.environment(
                "The " + choice.backend() + " database " + where + ", chosen " + choice.reason() + ", cannot be used: "
                        + failure.line(),
                failure);
    }

    /** Fills an empty library where that is wanted, and makes findable what a migration or a generator brought in. */
    private static long prepare(Database database, int demoTracks, Clock clock, IdSource ids) {
        TrackRepository tracks = database.repository(TrackRepository.class);
        if (demoTracks > 0 && tracks.count() == 0) {
            new LibraryFiller(SEED, demoTracks).fill(database, clock, ids);
        }
        TrackSearch search = database.repository(TrackSearch.class);
        int indexed = INDEXED_AT_ONCE;
        while (indexed == INDEXED_AT_ONCE) {
            indexed = search.indexMissing(INDEXED_AT_ONCE);
        }
        return tracks.count();
    }

    /**
     * What a person wants to know at the start: which database and why, the address, and how to stop.
     *
     * @return lines without secrets
     */
    public List<String> lines() {
        return lines;
    }

    /**
     * Where the server listens.
     *
     * @return the port
     */
    public int port() {
        return api.port();
    }

    /** Lets requests that have begun come to their end, then gives back all connections. */
    @Override
    public void close() {
        api.close();
        database.close();
    }
}
