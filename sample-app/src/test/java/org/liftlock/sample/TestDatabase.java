package org.liftlock.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.liftlock.dao.Database;
import org.liftlock.dao.jooq.JooqDatabaseBuilder;
import org.liftlock.sample.store.MusicRepositories;

/** A database for the tests of one class on one backend. */
public abstract class TestDatabase {

    /** Opens the database, as often as wanted. */
    public abstract JooqDatabaseBuilder builder();

    /** Connects past the data layer. */
    public abstract Connection connect() throws SQLException;

    /** The same with the shortest patience for a lock that others hold. */
    public abstract JooqDatabaseBuilder impatientBuilder();

    public Database open() {
        return builder().repositories(new MusicRepositories()).open();
    }

    /** Removes all rows, committed. */
    public void clear() throws SQLException {
        execute("delete from track", "delete from album", "delete from artist");
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
