package org.liftlock.cli.command;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.liftlock.dao.Database;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;
import org.liftlock.sample.library.LibraryGenerator;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackRepository;
import org.liftlock.sample.store.MusicRepositories;

/** The sample application on both sides of the move: its SQLite file before, the same repositories after. */
final class DemoApplication {

    private static final long SEED = 1;

    private final Path file;

    DemoApplication(Path file) {
        this.file = file;
    }

    /** Lets the application make its own schema, then fills it. */
    void fill() throws SQLException {
        sqlite().close();
        new LibraryGenerator(SEED, LibraryGenerator.DEFAULT_TRACKS).fill(file);
    }

    private Database sqlite() {
        return SqliteDatabase.builder(SqliteConfig.file(file))
                .repositories(new MusicRepositories())
                .open();
    }

    /** Reads every track through the application's own interface from both databases, side by side. */
    List<String> compare(String jdbcUrl, Properties properties) {
        String password = properties.getProperty("password");
        String url = password == null ? jdbcUrl : jdbcUrl + "&password=" + password;
        try (Database before = sqlite();
                Database after = PostgresDatabase.builder(PostgresConfig.url(url))
                        .repositories(new MusicRepositories())
                        // The history came along as a table, with the checksums of SQLite's migrations.
                        .migrations("classpath:db/none")
                        .withoutMigrations()
                        // The plan makes text of UUIDs, which the application's own migrations would have made uuid.
                        .withoutSchemaCheck()
                        .open()) {
            long equal = before.transactions()
                    .<Long, RuntimeException>read(
                            () -> after.transactions().<Long, RuntimeException>read(() -> equalTracks(before, after)));
            return List.of(
                    "",
                    "The application read " + String.format(Locale.ROOT, "%,d", equal)
                            + " tracks through the same TrackRepository from SQLite and from PostgreSQL: all equal.");
        }
    }

    private static long equalTracks(Database before, Database after) {
        try (Stream<Track> old = before.repository(TrackRepository.class).all();
                Stream<Track> moved = after.repository(TrackRepository.class).all()) {
            long equal = 0;
            Iterator<Track> others = moved.iterator();
            for (Iterator<Track> tracks = old.iterator(); tracks.hasNext(); equal++) {
                Track track = tracks.next();
                if (!others.hasNext() || !others.next().equals(track)) {
                    throw new IllegalStateException("the repositories disagree about track " + track.id());
                }
            }
            if (others.hasNext()) {
                throw new IllegalStateException("PostgreSQL has more tracks than SQLite");
            }
            return equal;
        }
    }
}
