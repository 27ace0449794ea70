package org.liftlock.sample.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.FoldedText;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.SqliteTestDatabase;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackRepository;

class LibraryGeneratorTest {

    private static final long SEED = 7;

    private static List<Track> tracksOf(long seed, int tracks) throws SQLException {
        SqliteTestDatabase backend = new SqliteTestDatabase();
        try (Database database = backend.open()) {
            LibrarySize size = new LibraryGenerator(seed, tracks).fill(backend.file());
            TrackRepository repository = database.repository(TrackRepository.class);
            assertThat(size.tracks()).isEqualTo(tracks);
            assertThat(repository.count()).isEqualTo(tracks);
            return database.transactions().read(() -> {
                try (Stream<Track> all = repository.all()) {
                    return all.toList();
                }
            });
        }
    }

    @Test
    void makesTheSameLibraryOfTheSameSeed() throws Exception {
        List<Track> tracks = tracksOf(SEED, 2_000);

        assertThat(tracksOf(SEED, 2_000)).isEqualTo(tracks);
        assertThat(tracksOf(SEED + 1, 2_000)).isNotEqualTo(tracks);
    }

    /** A value of another run of another JVM: sets and maps without an order of their own would show here. */
    @Test
    void makesTheSameLibraryInEveryJvm() throws Exception {
        SqliteTestDatabase backend = new SqliteTestDatabase();
        backend.open().close();
        new LibraryGenerator(SEED, 500).fill(backend.file());

        CRC32 checksum = new CRC32();
        try (Connection connection = backend.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from track order by rowid")) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    checksum.update((rows.getString(column) + "|").getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(checksum.getValue()).isEqualTo(3239385700L);
    }

    @Test
    void makesWhatTheRepositoryFinds() throws Exception {
        SqliteTestDatabase backend = new SqliteTestDatabase();
        try (Database database = backend.open()) {
            new LibraryGenerator(SEED, 5_000).fill(backend.file());
            TrackRepository repository = database.repository(TrackRepository.class);

            Set<Track> read = new HashSet<>();
            Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_SIZE));
            while (next.isPresent()) {
                Page<Track> page = repository.search("", next.get());
                read.addAll(page.items());
                next = page.next();
            }

            assertThat(read).hasSize(5_000);
            assertThat(read)
                    .anyMatch(track -> track.explicit())
                    .anyMatch(track -> track.lastPlayedAt().isEmpty());
            assertThat(repository.search("zvezda", PageRequest.first(1)).items())
                    .isEmpty();
            assertThat(repository.search("ЗВЕЗДА имени", PageRequest.first(5)).items())
                    .isNotEmpty()
                    .allMatch(track -> FoldedText.of(track.title()).contains("звезда"));
            assertThat(repository
                            .inGenre("chanson française", PageRequest.first(5))
                            .items())
                    .isNotEmpty()
                    .allMatch(track -> track.payload().text().contains("chanson française"));
            assertThat(repository.mostPlayed(3)).hasSize(3);
        }
    }

    @Test
    void refusesAFileThatHasRows() throws Exception {
        SqliteTestDatabase backend = new SqliteTestDatabase();
        try (Database database = backend.open()) {
            new LibraryGenerator(SEED, 10).fill(backend.file());

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> new LibraryGenerator(SEED, 10).fill(backend.file()));
            assertThat(database.repository(TrackRepository.class).count()).isEqualTo(10);
        }
    }

    @Test
    void refusesALibraryWithoutTracks() {
        assertThatExceptionOfType(DaoException.class).isThrownBy(() -> new LibraryGenerator(SEED, 0));
    }
}
