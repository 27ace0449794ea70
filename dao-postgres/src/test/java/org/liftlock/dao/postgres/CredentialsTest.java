package org.liftlock.dao.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

/** Passwords, on a server that asks for them. */
class CredentialsTest {

    private static final String SECRET = "S3cret:pass\\word";

    private static EmbeddedServer server;
    private static PostgresConfig config;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults().withPassword(SECRET));
        PostgresConfig complete = PostgresConfig.url(server.jdbcUrl("postgres"));
        String url = complete.url().replaceFirst("[?&]passfile=[^&]*", "");
        config = PostgresConfig.url(url + (url.contains("?") ? "&" : "?") + "user="
                        + complete.user().orElse("postgres"))
                .poolSize(1);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void open(PostgresConfig given) {
        PostgresDatabase.builder(given).withoutMigrations().open().close();
    }

    private Path passwordFile(String text, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static DaoException failure(PostgresConfig given) {
        DaoException[] thrown = new DaoException[1];
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> open(given))
                .returns(ErrorKind.UNREACHABLE, DaoException::kind)
                .satisfies(failure -> thrown[0] = failure);
        return thrown[0];
    }

    @Test
    void takesThePasswordOfTheConfigurationOrTheEnvironment() {
        open(config.user(config.user().orElseThrow(), SECRET));
        String hostAndPort = config.url().replaceFirst("jdbc:postgresql://([^/]*)/.*", "$1");
        open(PostgresConfig.fromEnvironment(Map.of(
                "PGHOST", hostAndPort.replaceFirst(":.*", ""),
                "PGPORT", hostAndPort.replaceFirst(".*:", ""),
                "PGUSER", config.user().orElseThrow(),
                "PGDATABASE", "postgres",
                "PGPASSWORD", SECRET)));
    }

    @Test
    void readsThePasswordFileForEachNewConnection() throws Exception {
        Path file = passwordFile(SECRET + "\n", "rw-r-----");
        PostgresBackend backend = PostgresBackend.open(config.passwordFile(file));
        try (Connection owner =
                        DriverManager.getConnection(config.url(), config.user().orElseThrow(), SECRET);
                Statement statement = owner.createStatement()) {
            statement.execute("create role rotated login password 'first'");
            PostgresConfig rotated = config.user("rotated", "wrong").passwordFile(passwordFile("first", "rw-------"));
            PostgresBackend other = PostgresBackend.open(rotated);
            try {
                statement.execute("alter role rotated password 'second'");
                passwordFile("second\r\n", "rw-------");
                other.unpooled().getConnection().close();
            } finally {
                other.close();
                statement.execute("drop role rotated");
            }
        } finally {
            backend.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
    void refusesAPasswordFileThatOthersReach(String permissions) throws Exception {
        DaoException failure = failure(config.passwordFile(passwordFile(SECRET, permissions)));

        assertThat(failure.line())
                .contains("chmod 600", folder.resolve("password").toString());
        expectNoSecret(failure);
    }

    @Test
    void saysThatAPasswordFileIsMissingOrEmpty() throws Exception {
        assertThat(failure(config.passwordFile(folder.resolve("nowhere"))).line())
                .contains("missing", "nowhere");
        assertThat(failure(config.passwordFile(passwordFile("\n" + SECRET, "rw-------")))
                        .line())
                .contains("no password");
    }

    @Test
    void showsAWrongPasswordToNobody() {
        PostgresConfig wrong = config.user(config.user().orElseThrow(), "Wr0ng-pass");

        expectNoSecret(failure(wrong));
        assertThat(wrong.toString()).doesNotContain("Wr0ng-pass").contains("***");
    }

    private static void expectNoSecret(DaoException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET).doesNotContain("Wr0ng-pass");
        assertThat(failure.line()).doesNotContain("\n");
    }

    /** In a JVM of its own, since nothing else can be given another environment. */
    @Test
    void readsTheFileThatPgpassfileNames() throws Exception {
        Path passFile = Files.writeString(
                folder.resolve("pgpass"),
                "*:*:*:" + config.user().orElseThrow() + ":"
                        + SECRET.replace("\\", "\\\\").replace(":", "\\:") + "\n");
        Files.setPosixFilePermissions(passFile, PosixFilePermissions.fromString("rw-------"));
        assertThat(openElsewhere(passFile)).isEqualTo("0: ");
        assertThat(openElsewhere(folder.resolve("nowhere"))).startsWith("1: UNREACHABLE");
    }

    private String openElsewhere(Path passFile) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        config.url(),
                        config.user().orElseThrow())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PGPASSFILE", passFile.toString());
        int exitCode = builder.start().waitFor();
        return exitCode + ": " + Files.readString(output);
    }

    /** Opens a database without saying a password. */
    static final class Opening {

        private Opening() {}

        public static void main(String[] arguments) {
            PostgresConfig given = PostgresConfig.url(arguments[0]);
            try {
                open(new PostgresConfig(
                        given.url(),
                        Optional.of(arguments[1]),
                        Optional.empty(),
                        Optional.empty(),
                        "liftlock",
                        1,
                        given.timeouts()));
            } catch (DaoException e) {
                System.out.print(e.line());
                System.exit(1);
            }
        }
    }
}
