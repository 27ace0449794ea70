package org.liftlock.cli.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Makes the database of a small music service, the same one every time: some 200,000 rows in four tables and a view. */
final class DemoDatabase {

    private static final int ARTISTS = 1_000;
    private static final int ALBUMS = 5_000;
    private static final int TRACKS = 60_000;
    private static final int LISTENINGS = 135_000;
    private static final String[] WORDS = {
        "Night", "River", "Señora", "Dröm", "夜明け", "Blue", "Tape", "Echo", "Лето", "Static", "Ocean", "🎧 Mix",
        "Silver", "Home"
    };
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Random random = new Random(1976);
    private final Connection connection;

    private DemoDatabase(Connection connection) {
        this.connection = connection;
    }

    static void write(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            DemoDatabase database = new DemoDatabase(connection);
            database.tables();
            database.artists();
            database.albums();
            database.tracks();
            database.listenings();
            connection.commit();
        }
    }

    private void tables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
            statement.executeUpdate("CREATE TABLE album (id INTEGER PRIMARY KEY, artist_id INTEGER NOT NULL REFERENCES"
                    + " artist(id), title VARCHAR(120) NOT NULL, released DATE, price DECIMAL(6,2))");
            statement.executeUpdate("CREATE TABLE track (id INTEGER PRIMARY KEY, album_id INTEGER NOT NULL REFERENCES"
                    + " album(id) ON DELETE CASCADE, position INTEGER NOT NULL CHECK (position > 0), name TEXT NOT NULL,"
                    + " seconds REAL NOT NULL, explicit BOOLEAN NOT NULL DEFAULT 0, payload JSON, cover BLOB,"
                    + " UNIQUE (album_id, position))");
            statement.executeUpdate(
                    "CREATE TABLE listening (listener TEXT NOT NULL, at DATETIME NOT NULL, track_id INTEGER"
                            + " NOT NULL REFERENCES track(id), PRIMARY KEY (listener, at, track_id)) WITHOUT ROWID");
            statement.executeUpdate("CREATE INDEX track_name ON track(name)");
            statement.executeUpdate("CREATE INDEX listening_track ON listening(track_id)");
            statement.executeUpdate(
                    "CREATE VIEW album_length AS SELECT a.id, a.title, count(*) AS tracks,"
                            + " sum(t.seconds) AS seconds FROM album a JOIN track t ON t.album_id = a.id GROUP BY a.id, a.title");
        }
    }

    private void artists() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO artist VALUES (?, ?)")) {
            for (int id = 1; id <= ARTISTS; id++) {
                insert.setInt(1, id);
                insert.setString(2, words() + " " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void albums() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO album VALUES (?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= ALBUMS; id++) {
                insert.setInt(1, id);
                insert.setInt(2, 1 + random.nextInt(ARTISTS));
                insert.setString(3, words());
                insert.setString(
                        4,
                        LocalDateTime.of(1960, 1, 1, 0, 0)
                                .plusDays(random.nextInt(23_000))
                                .toLocalDate()
                                .toString());
                insert.setDouble(5, random.nextInt(3_000) / 100.0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void tracks() throws SQLException {
        int perAlbum = TRACKS / ALBUMS;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO track VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= TRACKS; id++) {
                insert.setInt(1, id);
                insert.setInt(2, 1 + (id - 1) / perAlbum);
                insert.setInt(3, 1 + (id - 1) % perAlbum);
                insert.setString(4, words());
                insert.setDouble(5, 60 + random.nextDouble() * 400);
                insert.setInt(6, random.nextInt(10) == 0 ? 1 : 0);
                insert.setString(
                        7,
                        "{\"id\":\"" + Long.toString(random.nextLong() >>> 1, 36) + "\",\"popularity\":"
                                + random.nextInt(101) + "}");
                byte[] cover = new byte[16];
                random.nextBytes(cover);
                insert.setBytes(8, id % 20 == 0 ? cover : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void listenings() throws SQLException {
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO listening VALUES (?, ?, ?)")) {
            for (int i = 0; i < LISTENINGS; i++) {
                time = time.plusSeconds(1 + random.nextInt(600));
                insert.setString(1, "listener-" + random.nextInt(400));
                insert.setString(2, TIME.format(time));
                insert.setInt(3, 1 + random.nextInt(TRACKS));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private String words() {
        return WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)];
    }
}
