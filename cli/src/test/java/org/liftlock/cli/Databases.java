package org.liftlock.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.pg.EmbeddedServer;

/** The SQLite files and databases of PostgreSQL between which a command moves rows. */
final class Databases {

    private static final AtomicInteger MADE = new AtomicInteger();

    private Databases() {}

    /** Runs scripts, each of any number of statements, in a file that is made if it is missing. */
    static Path sqlite(Path file, String... scripts) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.executeUpdate(script);
            }
        }
        return file;
    }

    /** Makes an empty database and gives its name. */
    static String fresh(EmbeddedServer server) {
        String name = "target_" + MADE.incrementAndGet();
        server.createDatabase(name);
        return name;
    }

    /** Runs scripts in PostgreSQL. */
    static void execute(String url, String... scripts) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        }
    }

    /** The first column of what a query gives. */
    static List<String> query(String url, String text) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
