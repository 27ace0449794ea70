package org.liftlock.sample.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.PostgresTestDatabase;
import org.liftlock.sample.SqliteTestDatabase;
import org.liftlock.sample.library.LibraryGenerator;
import org.liftlock.sample.music.Track;
import org.liftlock.sample.music.TrackRepository;

/** The same library behind both implementations of one interface. */
class BothBackendsTest {

    @Test
    void readTheSameTracksInTheSameOrderAndPageAcrossASwitch() throws Exception {
        SqliteTestDatabase sqliteBackend = new SqliteTestDatabase();
        PostgresTestDatabase postgresBackend = new PostgresTestDatabase();
        try (Database sqlite = sqliteBackend.open();
                Database postgres = postgresBackend.open()) {
            new LibraryGenerator(11, 3_000).fill(sqliteBackend.file());
            copyAlbums(sqliteBackend, postgresBackend);
            TrackRepository before = sqlite.repository(TrackRepository.class);
            TrackRepository after = postgres.repository(TrackRepository.class);
            after.saveAll(sqlite.transactions().read(() -> before.all().toList()));

            assertThat(postgres.transactions().read(() -> after.all().toList()))
                    .isEqualTo(sqlite.transactions().read(() -> before.all().toList()));
            assertThat(after.mostPlayed(100)).isEqualTo(before.mostPlayed(100));
            assertThat(after.inGenre("k-pop", PageRequest.first(500)))
                    .isEqualTo(before.inGenre("k-pop", PageRequest.first(500)));
            assertThat(alternating(after, before)).isEqualTo(alternating(before, before));
        }
    }

    /** Pages through a search, each page from the other repository with the cursor of the one before. */
    private static List<Track> alternating(TrackRepository first, TrackRepository second) {
        List<Track> read = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(70));
        for (int page = 0; next.isPresent(); page++) {
            Page<Track> found = (page % 2 == 0 ? first : second).search("e", next.get());
            read.addAll(found.items());
            next = found.next();
        }
        assertThat(read).hasSizeGreaterThan(500);
        return read;
    }

    private static void copyAlbums(SqliteTestDatabase from, PostgresTestDatabase to) throws Exception {
        try (Connection source = from.connect();
                Connection target = to.connect();
                Statement read = source.createStatement();
                PreparedStatement artist = target.prepareStatement("insert into artist (id, name) values (?, ?)");
                PreparedStatement album = target.prepareStatement(
                        "insert into album (id, artist_id, title, released_on) values (?, ?, ?, cast(? as date))")) {
            copy(read.executeQuery("select id, name from artist"), artist);
            copy(read.executeQuery("select id, artist_id, title, released_on from album"), album);
        }
    }

    private static void copy(ResultSet rows, PreparedStatement insert) throws Exception {
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                insert.setObject(column, rows.getObject(column));
            }
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Test
    void openASchemaThatSomebodyElseHasMade() throws Exception {
        PostgresTestDatabase backend = new PostgresTestDatabase();
        backend.open().close();
        backend.execute("drop table flyway_schema_history", "create table flyway_schema_history (note text)");

        try (Database database = backend.builder()
                .repositories(new MusicRepositories())
                .withoutMigrations()
                .open()) {
            assertThat(database.repository(TrackRepository.class).count()).isZero();
        }
    }

    @Test
    void refuseMigrationsThatAreNowhere() {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> new SqliteTestDatabase()
                        .builder()
                        .migrations("classpath:db/nowhere")
                        .open())
                .returns(ErrorKind.PROGRAMMING, DaoException::kind);
    }
}
