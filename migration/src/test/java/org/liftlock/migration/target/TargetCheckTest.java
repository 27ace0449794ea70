package org.liftlock.migration.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liftlock.migration.MigrationException;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerOptions;

class TargetCheckTest {

    private static EmbeddedServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = EmbeddedServer.start(EmbeddedServerOptions.defaults().withPassword("right"));
        server.createDatabase("music");
        execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        execute("CREATE ROLE reader LOGIN PASSWORD 'reader'; ALTER ROLE reader SET default_transaction_read_only = on");
        execute("CREATE ROLE single LOGIN PASSWORD 'single' CONNECTION LIMIT 0");
        execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void passesWhereEverythingIsAllowed() {
        assertThatCode(() -> target("postgres:right", "music").requireUsable("public"))
                .doesNotThrowAnyException();
        assertThatCode(() -> target("postgres:right", "music").requireUsable("yet to come"))
                .doesNotThrowAnyException();
        assertThatCode(() -> target("guest:guest", "music").requireReadable()).doesNotThrowAnyException();
    }

    @Test
    void changesNothing() throws SQLException {
        target("postgres:right", "music").requireUsable("yet to come");

        try (Connection connection = server.connect("music");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_namespace WHERE nspname IN ('yet to come', 'liftlock')")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void namesWrongPassword() {
        assertThat(refusal(target("postgres:S3cret", "music"))).contains("password is wrong", "user: postgres");
    }

    @Test
    void namesMissingPassword() {
        assertThat(refusal(target("postgres", "music"))).contains("asks for a password");
    }

    @Test
    void namesMissingDatabase() {
        assertThat(refusal(target("postgres:right", "nowhere"))).contains("does not exist", "/nowhere");
    }

    @Test
    void namesMissingSsl() {
        assertThat(refusal(target("postgres:right", "music?sslmode=require"))).contains("does not offer SSL");
    }

    @Test
    void namesExhaustedConnections() {
        assertThat(refusal(target("single:single", "music"))).contains("no connection left");
    }

    @Test
    void namesOtherEncoding() {
        assertThat(refusal(target("postgres:right", "latin"))).contains("encoding: LATIN1", "TEMPLATE template0");
    }

    @Test
    void namesReadOnlyRole() {
        assertThat(refusal(target("reader:reader", "music"))).contains("read only", "default_transaction_read_only");
    }

    @Test
    void namesMissingPrivilegeOnSchema() {
        assertThat(refusal(target("guest:guest", "music"))).contains("may not create tables", "role: guest");
    }

    @Test
    void namesMissingPrivilegeOnDatabase() {
        MigrationException refusal = catchThrowableOfType(
                MigrationException.class, () -> target("guest:guest", "music").requireUsable("other"));

        assertThat(refusal.line()).contains("may not create it", "GRANT CREATE ON DATABASE");
    }

    @Test
    void namesMissingPrivilegeForItsRecord() throws SQLException {
        execute("CREATE SCHEMA guests AUTHORIZATION guest", "music");

        MigrationException refusal = catchThrowableOfType(
                MigrationException.class, () -> target("guest:guest", "music").requireUsable("guests"));

        assertThat(refusal.line()).contains("keeps its record", "schema: liftlock");
    }

    @Test
    void namesUnknownHost() {
        assertThat(refusal(TargetDatabase.parse("postgresql://a@nowhere.invalid/x", Map.of())))
                .contains("not known", "nowhere.invalid:5432/x");
    }

    @Test
    void namesSilentServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "postgresql://a@127.0.0.1:" + silent.getLocalPort() + "/x?connect_timeout=1";

            assertThat(refusal(TargetDatabase.parse(address, Map.of()))).contains("does not answer in time");
        }
    }

    @Test
    void namesClosedPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(refusal(TargetDatabase.parse("postgresql://a@127.0.0.1:" + port + "/x", Map.of())))
                .contains("No server answers");
    }

    private static TargetDatabase target(String credentials, String database) {
        return TargetDatabase.parse(
                "postgresql://" + credentials + "@127.0.0.1:" + server.port() + "/" + database, Map.of());
    }

    private static String refusal(TargetDatabase target) {
        MigrationException refusal =
                catchThrowableOfType(MigrationException.class, () -> target.requireUsable("public"));
        assertThat(refusal.reason()).isEqualTo(MigrationException.Cause.ENVIRONMENT);
        assertThat(refusal.remedy()).isNotEmpty();
        assertThat(refusal.line()).doesNotContain("\n").doesNotContain("S3cret").doesNotContain("right");
        return refusal.line();
    }

    private static void execute(String sql) throws SQLException {
        execute(sql, "postgres");
    }

    private static void execute(String sql, String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
