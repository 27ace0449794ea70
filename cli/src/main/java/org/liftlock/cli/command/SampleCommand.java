package org.liftlock.cli.command;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.liftlock.cli.screen.Terminal;
import org.liftlock.dao.IdSource;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.sample.start.MusicTimeMachine;
import org.liftlock.sample.start.StartException;
import org.liftlock.sample.start.StartOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code liftlock sample}: the sample application, on the database that a feature flag names. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Start Music Time Machine, a sample application over HTTP, until Ctrl-C. The feature flag"
                + " music.backend, sqlite or postgres, says on which database: in the variable MUSIC_BACKEND or in a"
                + " file. Default: sqlite.")
public final class SampleCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port. Default: ${DEFAULT-VALUE}; 0 takes a free one.")
    private int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the SQLite file. Default: liftlock/music in the user's folder for data.")
    private @Nullable Path data;

    @Option(
            names = "--flags",
            paramLabel = "FILE",
            description = "Read flags from this file, JSON or properties, and not from the environment.")
    private @Nullable Path flags;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The JDBC URL of the PostgreSQL database. Default: PGHOST, PGDATABASE and so on.")
    private @Nullable String url;

    @Option(
            names = "--demo-data",
            paramLabel = "N",
            description = "Make this many tracks for a library that has none. Default: ${DEFAULT-VALUE}; 0 for none.")
    private int demoTracks = 1_000;

    @Option(
            names = "--no-migrations",
            description = "Do not bring the schema to the newest version: it has to be there already.")
    private boolean asFound;

    /**
     * Creates the command.
     *
     * @param terminal where output goes
     */
    public SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requireWithin("--port", port, 65_535);
        requireWithin("--demo-data", demoTracks, 1_000_000);
        Map<String, String> environment = terminal.environment();
        StartOptions options = new StartOptions(
                host,
                port,
                data == null ? dataFolder(environment) : data,
                Optional.ofNullable(flags),
                Optional.ofNullable(url),
                !asFound,
                demoTracks,
                environment);
        Clock clock = Clock.systemUTC();
        try (MusicTimeMachine running =
                MusicTimeMachine.start(options, clock, IdSource.timeOrdered(clock, new SecureRandom()))) {
            running.lines().forEach(terminal.out()::println);
            terminal.out().flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (StartException e) {
            throw new MigrationException(
                    e.isUsage() ? Cause.INPUT : Cause.ENVIRONMENT,
                    "Music Time Machine does not start",
                    String.valueOf(e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            // The server has let its requests come to their end by now.
            terminal.say("Music Time Machine has stopped");
            return 0;
        }
    }

    private static void requireWithin(String option, int value, int most) {
        if (value < 0 || value > most) {
            throw new MigrationException(
                    Cause.INPUT, option + " is out of range", "Give a number from 0 to " + most, null);
        }
    }

    /** Where each user's programs keep what is theirs (specifications.freedesktop.org/basedir-spec). */
    private static Path dataFolder(Map<String, String> environment) {
        String given = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = given.startsWith("/")
                ? Path.of(given)
                : Path.of(System.getProperty("user.home", "."), ".local", "share");
        return base.resolve("liftlock").resolve("music");
    }
}
