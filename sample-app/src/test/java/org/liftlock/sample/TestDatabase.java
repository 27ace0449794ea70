package org.liftlock.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.sample.store.MusicRepositories;

/** A database for the tests of one class on one backend. */
public abstract class TestDatabase {

    /**
     * Opens the database, as often as wanted.
     *
     * @return a builder without repositories
     */
    public abstract JooqDatabaseBuilder builder();

    /**
     * Connects past the data layer.
     *
     * @return a connection in auto-commit mode
     * @throws SQLException if that fails
     */
    public abstract Connection connect() throws SQLException;

    /**
     * The same with the shortest patience for a lock that others hold.
     *
     * @return a builder without repositories
     */
    public abstract JooqDatabaseBuilder impatientBuilder();

    /**
     * Opens the database with the repositories of the application.
     *
     * @return the open database
     */
    public Database open() {
        return builder().repositories(new MusicRepositories()).open();
    }

    /**
     * Removes all rows.
     *
     * @throws SQLException if that fails
     */
    public void clear() throws SQLException {
        execute(
                "delete from snapshot_track",
                "delete from snapshot",
                "delete from play",
                "delete from playlist_track",
                "delete from playlist",
                "delete from oauth_token",
                "delete from listener",
                "delete from track_search",
                "delete from track",
                "delete from album",
                "delete from artist");
    }

    /**
     * Executes statements past the data layer, each committed.
     *
     * @param statements the statements
     * @throws SQLException if one fails
     */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
