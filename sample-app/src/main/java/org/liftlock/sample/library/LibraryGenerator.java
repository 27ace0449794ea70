package org.liftlock.sample.library;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Fills the SQLite file of a Music Time Machine, as years of use would have. Writes with plain batches in one transaction
 * and builds the indexes last. The same seed and size give the same rows. Immutable.
 */
public final class LibraryGenerator {

    /** Tracks of a library that nobody asked for in another size. */
    public static final int DEFAULT_TRACKS = 200_000;

    /** About a thousand tracks. */
    private static final int ARTISTS_OF_A_BATCH = 32;

    private static final String INSERT_TRACK = "insert into track (id, album_id, track_number, title, title_folded,"
            + " duration_ms, explicit, loudness, play_count, last_played_at, added_at, payload)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final long seed;
    private final int tracks;

    /**
     * Creates a generator.
     *
     * @param seed what the library is made of
     * @param tracks how many tracks it has, from 1
     */
    public LibraryGenerator(long seed, int tracks) {
        if (tracks < 1) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A library needs at least one track").with("tracks", tracks);
        }
        this.seed = seed;
        this.tracks = tracks;
    }

    /**
     * Fills a file that has the schema and no rows.
     *
     * @param file the SQLite file, which nobody writes meanwhile
     * @return how much was written
     * @throws SQLException if the file cannot be written, has another schema, or has rows already
     */
    public LibrarySize fill(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement pragmas = connection.createStatement()) {
            pragmas.execute("pragma foreign_keys = on");
            // The key is hit at random: without room for all of it, pages go out to the log and back in.
            pragmas.execute("pragma cache_size = -200000");
            connection.setAutoCommit(false);
            List<String> indexes = dropIndexes(connection);
            LibrarySize size = write(connection);
            for (String index : indexes) {
                pragmas.execute(index);
            }
            connection.commit();
            return size;
        }
    }

    /** Built from all rows at once, an index costs a fraction of what it costs row by row. Gives the statements for that. */
    private static List<String> dropIndexes(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet indexes = statement.executeQuery("select name, sql from sqlite_master"
                    + " where type = 'index' and tbl_name = 'track' and sql is not null order by name")) {
                while (indexes.next()) {
                    names.add(indexes.getString(1));
                    statements.add(indexes.getString(2));
                }
            }
            for (String name : names) {
                statement.execute("drop index \"" + name + "\"");
            }
        }
        return statements;
    }

    private LibrarySize write(Connection connection) throws SQLException {
        RandomLibrary library = new RandomLibrary(seed);
        int artists = 0;
        int albums = 0;
        int written = 0;
        try (PreparedStatement artist = connection.prepareStatement("insert into artist (id, name) values (?, ?)");
                PreparedStatement album = connection.prepareStatement(
                        "insert into album (id, artist_id, title, released_on) values (?, ?, ?, ?)");
                PreparedStatement track = connection.prepareStatement(INSERT_TRACK)) {
            while (written < tracks) {
                GeneratedArtist generatedArtist = library.artist(++artists);
                bind(artist, artists, generatedArtist.name());
                for (GeneratedAlbum generatedAlbum : generatedArtist.albums()) {
                    if (written == tracks) {
                        break;
                    }
                    bind(album, ++albums, artists, generatedAlbum.title(), generatedAlbum.releasedOn());
                    int count = Math.min(generatedAlbum.trackCount(), tracks - written);
                    for (int number = 1; number <= count; number++) {
                        bind(track, library.track(generatedArtist, generatedAlbum, albums, number));
                    }
                    written += count;
                }
                if (artists % ARTISTS_OF_A_BATCH == 0) {
                    flush(artist, album, track);
                }
            }
            flush(artist, album, track);
        }
        return new LibrarySize(artists, albums, written);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        statement.addBatch();
    }

    private static void flush(PreparedStatement... inOrder) throws SQLException {
        for (PreparedStatement statement : inOrder) {
            statement.executeBatch();
        }
    }
}
