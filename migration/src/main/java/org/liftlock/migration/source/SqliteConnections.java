package org.liftlock.migration.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections by SQLite's URI form, so that any character may stand in a path (sqlite.org/uri.html). Each is for one
 * thread at a time, so SQLite need not take its own lock for every value read (sqlite.org/threadsafe.html, "multi-thread").
 */
final class SqliteConnections {

    private static final int BUSY_MILLIS = 2000;

    private SqliteConnections() {}

    static Connection readOnly(Path file) throws SQLException {
        return open(file, "mode=ro", SQLiteOpenMode.READONLY);
    }

    /** Only for files of our own: SQLite then neither locks nor looks for changes. */
    static Connection immutable(Path file) throws SQLException {
        return open(file, "mode=ro&immutable=1", SQLiteOpenMode.READONLY);
    }

    /** For ATTACH, where only files of our own belong. No apostrophe is left in it. */
    static String immutableUri(Path file) {
        return "file:" + encoded(file) + "?mode=ro&immutable=1";
    }

    static Connection readWrite(Path file) throws SQLException {
        return open(file, "mode=rw", SQLiteOpenMode.READWRITE);
    }

    /** Only for files of our own: made if missing, and written to. */
    static Connection create(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        Properties properties = config.toProperties();
        properties.setProperty(
                SQLiteConfig.Pragma.OPEN_MODE.pragmaName,
                String.valueOf(SQLiteOpenMode.READWRITE.flag
                        | SQLiteOpenMode.CREATE.flag
                        | SQLiteOpenMode.OPEN_URI.flag
                        | SQLiteOpenMode.NOMUTEX.flag));
        return DriverManager.getConnection("jdbc:sqlite:" + uri(file, "mode=rwc"), properties);
    }

    private static Connection open(Path file, String parameters, SQLiteOpenMode mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        Properties properties = config.toProperties();
        properties.setProperty(
                SQLiteConfig.Pragma.OPEN_MODE.pragmaName,
                String.valueOf(mode.flag | SQLiteOpenMode.OPEN_URI.flag | SQLiteOpenMode.NOMUTEX.flag));
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri(file, parameters), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** A database file as ATTACH and the driver take it. */
    static String uri(Path file, String parameters) {
        return "file:" + encoded(file) + "?" + parameters;
    }

    private static String encoded(Path file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/-_.~".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            }
        }
        return uri.toString();
    }
}
