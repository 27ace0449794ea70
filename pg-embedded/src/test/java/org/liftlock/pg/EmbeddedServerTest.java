package org.liftlock.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder holds a blank on purpose, and its unpacked binaries serve all tests of the class. */
class EmbeddedServerTest {

    @TempDir(factory = FolderWithBlank.class)
    static Path folder;

    private static EmbeddedServerOptions options() {
        return EmbeddedServerOptions.defaults().withFolder(folder);
    }

    @Test
    void leavesNeitherAProcessNorAFolderBehind() {
        EmbeddedServer server = EmbeddedServer.start(options());
        ProcessIdentity process = ProcessIdentity.of(server.pid()).orElseThrow();
        assertThat(server.dataFolder().getParent()).isDirectory();
        assertThat(server.version()).startsWith("18.");

        server.close();
        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(server.dataFolder().getParent()).doesNotExist();
        assertThatThrownBy(server::keepRunning).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void speaksUtf8InLocaleCAndUtcOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            String name = "Música \"live\" 50% + ' more";
            server.createDatabase(name);
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(name))) {
                assertThat(ask(connection, "SELECT current_database()")).isEqualTo(name);
                assertThat(ask(connection, "SHOW server_encoding")).isEqualTo("UTF8");
                assertThat(
                                ask(
                                        connection,
                                        "SELECT datcollate || ' ' || datctype FROM pg_database WHERE datname = current_database()"))
                        .isEqualTo("C C");
                assertThat(ask(connection, "SELECT reset_val FROM pg_settings WHERE name = 'log_timezone'"))
                        .isEqualTo("UTC");
                assertThat(ask(connection, "SHOW listen_addresses")).isEqualTo(server.host());
                assertThat(ask(connection, "SHOW unix_socket_directories")).isEmpty();
                assertThat(ask(connection, "SHOW fsync")).isEqualTo("off");
                assertThat(ask(connection, "SHOW wal_level")).isEqualTo("minimal");
            }
            assertThatThrownBy(() -> server.createDatabase(name))
                    .isInstanceOfSatisfying(
                            EmbeddedServerException.class,
                            failure -> assertThat(failure.line()).contains(name, "already exists"));
        }
    }

    @Test
    void keepsWhatIsCommittedWhenDurable() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(options().withDurable(true));
                Connection connection = server.connect("postgres")) {
            assertThat(ask(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(connection, "SHOW full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void startsAgainWithItsDataAfterItWasKilled() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(options().withDurable(true))) {
            server.createDatabase("kept");
            String url = server.jdbcUrl("kept");
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

            startAgain(server);

            assertThat(server.jdbcUrl("kept")).isEqualTo(url);
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(ask(connection, "SELECT current_database()")).isEqualTo("kept");
            }
        }
    }

    /** Processes of the killed server may still be about to end. */
    private static void startAgain(EmbeddedServer server) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                server.startAgain();
                return;
            } catch (EmbeddedServerException e) {
                if (attempt == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordWhenOneIsSet() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(options().withPassword("a:b\\c 'd'"))) {
            try (Connection connection = server.connect("postgres")) {
                assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres")))
                    .isInstanceOf(SQLException.class);
            assertThat(server.jdbcUrl("postgres")
                            + server.psqlCommand("postgres")
                            + options().withPassword("a:b"))
                    .doesNotContain("a:b");
            assumeThat(installedPsql()).isPresent();
            Process psql = new ProcessBuilder("sh", "-c", server.psqlCommand("postgres") + " -Atc 'SELECT 42'")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(psql.getInputStream().readAllBytes()).trim()).isEqualTo("42");
        }
    }

    @Test
    void startsTwoAtOnce() {
        CompletableFuture<EmbeddedServer> one = CompletableFuture.supplyAsync(() -> EmbeddedServer.start(options()));
        CompletableFuture<EmbeddedServer> two = CompletableFuture.supplyAsync(() -> EmbeddedServer.start(options()));
        try (EmbeddedServer first = one.join();
                EmbeddedServer second = two.join()) {
            assertThat(first.port()).isNotEqualTo(second.port());
            assertThat(first.version()).isEqualTo(second.version());
        }
    }

    @Test
    void unpacksAgainWhatWasDamaged() throws Exception {
        Path binaries = folder.resolve("binaries");
        Path initdb = new ServerPrograms(PackedBinaries.unpacked(binaries), List.of()).program("initdb");
        Files.delete(initdb);
        PackedBinaries.unpacked(binaries);
        assertThat(initdb).isExecutable();
        try (Stream<Path> all = Files.list(binaries)) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void runsAsRootAlsoWhereNamespacesAreForbidden() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        ProcessIdentity process;
        try (EmbeddedServer server = EmbeddedServer.start(options(), Privileges.WITHOUT_NAMESPACES)) {
            process = ProcessIdentity.of(server.pid()).orElseThrow();
            assertThat(Files.getAttribute(server.dataFolder(), "unix:uid")).isEqualTo(65534);
        }
        assertThat(process.isAlive()).isFalse();
    }

    /** Assumes a distribution that installs as Debian does. */
    @Test
    void startsAnInstalledPostgresInstead() {
        Optional<Path> bin = installed();
        assumeThat(bin).as("an installation below /usr/lib/postgresql").isPresent();
        try (EmbeddedServer server =
                EmbeddedServer.start(options().withPgBin(bin.orElseThrow()).withDurable(true))) {
            server.createDatabase("music");
            assertThat(bin.orElseThrow().toString())
                    .contains("/" + server.version().replaceAll("\\D.*", "") + "/");
        }
    }

    @Test
    void saysThatAFolderHoldsNoPrograms(@TempDir Path empty) {
        assertThatThrownBy(() -> EmbeddedServer.start(options().withPgBin(empty)))
                .isInstanceOfSatisfying(
                        EmbeddedServerException.class,
                        failure -> assertThat(failure.line()).contains("initdb", empty.toString(), "--pg-bin DIR"));
    }

    @Test
    void saysThatTheProgramsDoNotRun(@TempDir Path broken) throws IOException {
        for (String name : List.of("initdb", "pg_ctl", "postgres")) {
            Files.writeString(broken.resolve(name), "no program");
        }
        assumeThat(ServerPrograms.areIn(broken)).as("programs without a suffix").isTrue();
        assertThatThrownBy(() -> EmbeddedServer.start(options().withPgBin(broken)))
                .isInstanceOfSatisfying(
                        EmbeddedServerException.class,
                        failure -> assertThat(failure.line())
                                .contains("initdb", "ermission denied", "--pg-bin DIR", "--to")
                                .doesNotContain("\n"));
    }

    @Test
    void saysThatTheFolderCannotBeUsed(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("file"), "in the way");
        assertThatThrownBy(() -> EmbeddedServer.start(options().withFolder(file.resolve("postgres"))))
                .isInstanceOfSatisfying(
                        EmbeddedServerException.class,
                        failure -> assertThat(failure.line())
                                .contains("cannot be used", "XDG_CACHE_HOME", file.toString(), "--pg-bin DIR", "--to"));
    }

    static Optional<Path> installed() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(ServerPrograms::areIn)
                    .max(Comparator.naturalOrder());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<Path> installedPsql() {
        return Stream.of("/usr/bin/psql", "/usr/local/bin/psql")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
