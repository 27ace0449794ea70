package org.liftlock.migration.copy;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Digests of keys that were seen, with the row of each, in a SQLite file of its own, not on the heap. For one thread. */
final class SeenKeys implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement find;

    private SeenKeys(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("CREATE TABLE seen (high INTEGER, low INTEGER, place TEXT, PRIMARY KEY (high, low))"
                    + " WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)");
        this.find = connection.prepareStatement("SELECT place FROM seen WHERE high = ? AND low = ?");
    }

    static SeenKeys in(Path folder) throws SQLException {
        Path file = folder.resolve("keys.db");
        return new SeenKeys(file, DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    /** The place of the equal key that came before, an empty text where nobody wants to know, or null. */
    @Nullable
    String add(HashValue128 hash, String place, boolean wanted) throws SQLException {
        insert.setLong(1, hash.getMostSignificantBits());
        insert.setLong(2, hash.getLeastSignificantBits());
        insert.setString(3, place);
        if (insert.executeUpdate() == 1) {
            return null;
        }
        if (!wanted) {
            return "";
        }
        find.setLong(1, hash.getMostSignificantBits());
        find.setLong(2, hash.getLeastSignificantBits());
        try (ResultSet row = find.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        Files.deleteIfExists(file);
    }
}
