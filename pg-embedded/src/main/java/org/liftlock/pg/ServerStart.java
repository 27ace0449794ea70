package org.liftlock.pg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the data of a new run and starts its server: {@code initdb}, settings, {@code pg_ctl start}. */
final class ServerStart {

    /** Between choosing a free port and taking it somebody else may take it. */
    private static final int ATTEMPTS = 5;

    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final EmbeddedServerOptions options;
    private final ServerPrograms programs;
    private final RunFolder run;

    ServerStart(EmbeddedServerOptions options, ServerPrograms programs, RunFolder run) {
        this.options = options;
        this.programs = programs;
        this.run = run;
    }

    /** Gives the port on which the server answers. */
    int start() throws IOException, InterruptedException {
        makeData();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            append("postgresql.conf", ServerSettings.lines(Map.of("port", Integer.toString(port))));
            ServerPrograms.Outcome outcome = startServer();
            if (outcome.exit() == 0) {
                writePasswordFile(port);
                return port;
            }
            String log = ServerPrograms.complaint(run.serverLog());
            boolean portWasTaken = RunningServer.find(run).isEmpty() && !isFree(port);
            if (!portWasTaken || attempt == ATTEMPTS) {
                throw refused("The embedded PostgreSQL does not start")
                        .with("why", log.isEmpty() ? outcome.output() : log);
            }
        }
    }

    /** With the data and on the port that it had. */
    void startAgain() throws IOException, InterruptedException {
        ServerPrograms.Outcome outcome = startServer();
        if (outcome.exit() != 0) {
            throw refused("The embedded PostgreSQL does not start again").with("why", outcome.output());
        }
    }

    private ServerPrograms.Outcome startServer() throws IOException, InterruptedException {
        return call(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        run.data().toString(),
                        "-l",
                        run.serverLog().toString(),
                        "-w",
                        "-t",
                        Long.toString(Math.max(1, options.startTimeout().toSeconds()))));
    }

    private void makeData() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                run.data().toString(),
                "-U",
                EmbeddedServer.USER,
                "--encoding=UTF8",
                "--locale=C",
                options.password() == null ? "--auth=trust" : "--auth=scram-sha-256"));
        if (!options.durable()) {
            arguments.add("--no-sync");
        }
        if (options.password() != null) {
            Files.writeString(run.passwordFile(), options.password() + "\n");
            arguments.add("--pwfile=" + run.passwordFile());
        }
        ServerPrograms.Outcome outcome = call("initdb", arguments);
        if (outcome.exit() != 0) {
            throw refused("The embedded PostgreSQL cannot make its data folder").with("why", outcome.output());
        }
        append("postgresql.conf", ServerSettings.lines(ServerSettings.of(options.durable())));
    }

    /** In libpq's own form; the file is private because its folder is, and libpq wants it so by itself as well. */
    private void writePasswordFile(int port) throws IOException {
        if (options.password() == null) {
            return;
        }
        String escaped = options.password().replace("\\", "\\\\").replace(":", "\\:");
        Files.writeString(
                run.passwordFile(),
                EmbeddedServer.LOOPBACK + ":" + port + ":*:" + EmbeddedServer.USER + ":" + escaped + "\n");
        if (run.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(run.passwordFile(), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private ServerPrograms.Outcome call(String program, List<String> arguments)
            throws IOException, InterruptedException {
        try {
            return programs.call(
                    program, arguments, run.path(), options.startTimeout().plus(MARGIN));
        } catch (IOException notExecutable) {
            throw refused("A program of the embedded PostgreSQL cannot be run")
                    .with("program", programs.program(program))
                    .with("why", String.valueOf(notExecutable.getMessage()));
        }
    }

    private void append(String file, String lines) throws IOException {
        Path configuration = run.data().resolve(file);
        Files.writeString(configuration, lines, StandardOpenOption.APPEND);
    }

    private EmbeddedServerException refused(String message) {
        return new EmbeddedServerException(message, EmbeddedServerException.OTHER_FOLDER, null)
                .with("folder", options.folder());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = listen(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(EmbeddedServer.LOOPBACK));
    }
}
