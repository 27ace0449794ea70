package org.liftlock.dao.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Makes connections with the settings that this backend relies on, and reads each setting back before it hands one out. */
final class SqliteDataSource extends SQLiteDataSource {

    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Queries whose answers have to be these: SQLite ignores a pragma that it cannot follow without a word. */
    private final Map<String, String> expected;

    private final Duration busyTimeout;

    private SqliteDataSource(SQLiteConfig driverConfig, SqliteConfig config) {
        super(driverConfig);
        this.expected = expected(config);
        this.busyTimeout = config.busyTimeout();
        setUrl("jdbc:sqlite:" + config.file().toAbsolutePath());
    }

    static SqliteDataSource writing(SqliteConfig config) {
        SQLiteConfig driver = shared(config);
        driver.setJournalMode(SQLiteConfig.JournalMode.WAL);
        return new SqliteDataSource(driver, config);
    }

    static SqliteDataSource reading(SqliteConfig config) {
        SQLiteConfig driver = shared(config);
        driver.setReadOnly(true);
        return new SqliteDataSource(driver, config);
    }

    private static SQLiteConfig shared(SqliteConfig config) {
        SQLiteConfig driver = new SQLiteConfig();
        driver.enforceForeignKeys(true);
        driver.enableCaseSensitiveLike(true);
        // In WAL mode NORMAL keeps the database sound; a power failure may cost the last commits, a crash of us costs
        // none.
        driver.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        driver.setBusyTimeout((int) config.busyTimeout().toMillis());
        return driver;
    }

    private static Map<String, String> expected(SqliteConfig config) {
        return Map.of(
                "PRAGMA journal_mode", "wal",
                "PRAGMA foreign_keys", "1",
                "PRAGMA synchronous", "1",
                "PRAGMA busy_timeout", Long.toString(config.busyTimeout().toMillis()),
                "SELECT 'a' LIKE 'A'", "0");
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return connect(user, password);
            } catch (SQLiteException e) {
                // Turning WAL on reads before it writes: where another writes or turns it on, too, SQLite fails at once
                // instead of waiting, as the two could wait for each other.
                boolean busy = e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY;
                if (!busy || System.nanoTime() - begun >= busyTimeout.toNanos()) {
                    throw e;
                }
                pause();
            }
        }
    }

    private SQLiteConnection connect(@Nullable String user, @Nullable String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        try {
            verify(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void pause() throws SQLException {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Waiting for the file was interrupted", e);
        }
    }

    private void verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : expected.entrySet()) {
                try (ResultSet row = statement.executeQuery(setting.getKey())) {
                    String actual = row.next() ? row.getString(1) : "";
                    if (!setting.getValue().equals(actual.toLowerCase(Locale.ROOT))) {
                        throw new DaoException(ErrorKind.PROGRAMMING, "SQLite did not take a setting")
                                .with("setting", setting.getKey())
                                .with("expected", setting.getValue())
                                .with("actual", actual);
                    }
                }
            }
        }
    }
}
