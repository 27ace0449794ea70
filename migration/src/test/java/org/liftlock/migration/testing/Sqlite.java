package org.liftlock.migration.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Makes SQLite files. */
public final class Sqlite {

    private Sqlite() {}

    /** Runs scripts, each of any number of statements, in a file that is made if it is missing. */
    public static Path run(Path file, String... scripts) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.executeUpdate(script);
            }
        }
        return file;
    }

    public static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** The statements of one failure case, for instance {@code b01}. */
    public static String failureCase(String name) {
        String path = "/failure-cases/" + name + ".sql";
        try (InputStream in = Objects.requireNonNull(Sqlite.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
