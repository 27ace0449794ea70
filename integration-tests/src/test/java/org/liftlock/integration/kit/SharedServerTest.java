package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** A server that outlives the tests, named by LIFTLOCK_TEST_PG_URL. */
class SharedServerTest {

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults());
        execute("postgres", "CREATE ROLE tester LOGIN CREATEDB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String url(String user) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres?user=" + user;
    }

    private static void execute(String user, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(user));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The second may create databases and nothing else, so it cannot switch foreign keys off. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "tester"})
    void isLeftAsItWasButForWhatDeadRunsLeft(String user, @TempDir Path folder) throws Exception {
        execute(user, "CREATE DATABASE liftlock_test_deadbeef_1");
        execute(user, "CREATE DATABASE liftlock_test_feedf00d_1");
        execute(user, "CREATE DATABASE liftlock_test_of_somebody");

        try (Connection living = DriverManager.getConnection(url(user) + "&ApplicationName=liftlock_test_feedf00d")) {
            String output = runTests(user, folder);

            assertThat(output)
                    .contains("LIFTLOCK_TEST_PG_URL")
                    .containsPattern("\\b36 tests successful")
                    .containsPattern("\\b0 tests failed");
            assertThat(databases(living)).containsExactly("liftlock_test_feedf00d_1", "liftlock_test_of_somebody");
        }
        execute(user, "DROP DATABASE liftlock_test_feedf00d_1");
        execute(user, "DROP DATABASE liftlock_test_of_somebody");
    }

    private static String runTests(String user, Path folder) throws Exception {
        Path log = folder.resolve("tests.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RunClasses.class.getName(),
                        IsolationTest.ByDefaultTest.class.getName(),
                        IsolationTest.ByRollback.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LIFTLOCK_TEST_PG_URL", url(user));
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroy();
        }
        String output = Files.readString(log);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<String> databases(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT datname FROM pg_database WHERE datname LIKE 'liftlock%' ORDER BY 1")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
