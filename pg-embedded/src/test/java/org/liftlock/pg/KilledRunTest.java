package org.liftlock.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a server whose process ends otherwise than by closing it. */
class KilledRunTest {

    @TempDir
    static Path folder;

    private static EmbeddedServer start() {
        return EmbeddedServer.start(EmbeddedServerOptions.defaults().withFolder(folder));
    }

    @Test
    void clearsTheServerOfAKilledProcessAtTheNextStart() throws Exception {
        try (OtherProcess other = OtherProcess.start(folder, "wait")) {
            ProcessIdentity server = other.server();
            other.kill();
            assertThat(server.isAlive()).as("outlives kill -9").isTrue();

            try (EmbeddedServer next = start()) {
                assertThat(server.isAlive()).isFalse();
                assertThat(other.run()).doesNotExist();
                assertThat(next.version()).isNotEmpty();
            }
        }
    }

    @Test
    void leavesTheServerOfALivingProcessAloneAndEndsItWithThatProcess() throws Exception {
        try (OtherProcess other = OtherProcess.start(folder, "wait")) {
            ProcessIdentity server = other.server();
            start().close();
            assertThat(server.isAlive()).isTrue();
            assertThat(other.run()).isDirectory();

            other.process().destroy(); // SIGTERM; Ctrl-C takes the same way
            assertThat(other.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.isAlive()).isFalse();
            assertThat(other.run()).doesNotExist();
        }
    }

    @Test
    void keepsAServerUntilItIsStoppedAndClearsItsFolderThen() throws Exception {
        try (OtherProcess other = OtherProcess.start(folder, "keep")) {
            ProcessIdentity server = other.server();
            assertThat(other.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            start().close();
            assertThat(server.isAlive()).isTrue();
            try (Connection connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + other.port() + "/postgres?user=postgres")) {
                assertThat(connection.isValid(10)).isTrue();
            }

            RunFolder run = new RunFolder(other.run());
            RunFolder.Owner owner = run.owner().orElseThrow();
            assertThat(owner.kept()).isTrue();
            assertThat(RunningServer.stop(run, new ServerPrograms(owner.bin(), Privileges.SYSTEM.prefix(other.run()))))
                    .isTrue();
            start().close();
            assertThat(other.run()).doesNotExist();
        }
    }

    @Test
    void neverStopsAProcessThatMerelyHasTheNumber() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("runs"));
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            RunFolder run = RunFolder.create(runs, folder);
            Files.createDirectories(run.data());
            Files.write(run.data().resolve("postmaster.pid"), List.of(Long.toString(stranger.pid()), "elsewhere", "1"));
            ProcessIdentity us = ProcessIdentity.ofThisProcess();
            run.write(new RunFolder.Owner(
                    new ProcessIdentity(us.pid(), us.start() + " of another"), Machine.id(), folder, false));

            LeftBehind.clear(runs, List.of());

            assertThat(stranger.isAlive()).isTrue();
            assertThat(run.path()).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void leavesRunsOfOtherMachinesAlone() throws Exception {
        Path runs = Files.createDirectories(folder.resolve("runs"));
        RunFolder run = RunFolder.create(runs, folder);
        run.write(new RunFolder.Owner(new ProcessIdentity(1, "never"), "another machine", folder, false));

        LeftBehind.clear(runs, List.of());

        assertThat(run.path()).isDirectory();
    }

    /** Root plays the ordinary user here; the right to read lets that one reach the class path. */
    @Test
    void startsForAnOrdinaryUser(@TempDir Path home) throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("others are ordinary users in all tests")
                .isEqualTo("root");
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (OtherProcess other = OtherProcess.start(
                home.resolve("cache"),
                "wait",
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search")) {
            assertThat(Files.getAttribute(other.run(), "unix:uid")).isEqualTo(65534);
            assertThat(other.said().get(0)).as("printed first").startsWith("version=18.");
            other.process().destroy();
            assertThat(other.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.run()).doesNotExist();
        }
    }
}
