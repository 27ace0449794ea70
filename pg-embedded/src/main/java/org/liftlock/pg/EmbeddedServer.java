package org.liftlock.pg;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of this process: empty at first, on this machine's loopback address only, UTF-8, locale C, UTC.
 *
 * <p>It ends with {@link #close()} or with this JVM, also by Ctrl-C and SIGTERM, and its data with it, unless
 * {@link #keepRunning()} was called. What a killed JVM left is cleared by the next start in the same folder. Thread-safe.
 * It is over 300 lines because it is one thing: a process from its start to its end.
 */
public final class EmbeddedServer implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";
    static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    private final EmbeddedServerOptions options;
    private final ServerPrograms programs;
    private final RunFolder run;
    private final Thread shutdownHook = new Thread(this::close, "embedded PostgreSQL shutdown");

    private volatile int port;
    private volatile long pid;
    private boolean kept;
    private boolean closed;

    private EmbeddedServer(EmbeddedServerOptions options, ServerPrograms programs, RunFolder run) {
        this.options = options;
        this.programs = programs;
        this.run = run;
    }

    /**
     * Clears what killed runs left in the folder, then starts a new server and waits until it answers. Several may be
     * started at once, by threads and by processes.
     *
     * @param options see there
     * @return a running server
     * @throws EmbeddedServerException if there are no binaries for this platform, the folder cannot be used, or the
     *     server does not start in time; nothing is left running
     */
    public static EmbeddedServer start(EmbeddedServerOptions options) {
        return start(options, Privileges.SYSTEM);
    }

    static EmbeddedServer start(EmbeddedServerOptions options, Privileges privileges) {
        try {
            EmbeddedServer server = prepare(options, privileges);
            server.launch();
            return server;
        } catch (IOException failure) {
            throw new EmbeddedServerException(
                            "The folder of the embedded PostgreSQL cannot be used",
                            EmbeddedServerException.OTHER_FOLDER,
                            failure)
                    .with("folder", options.folder())
                    .with("why", reason(failure));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(
                    "The start of the embedded PostgreSQL was interrupted", "Start it again", interrupted);
        }
    }

    private static EmbeddedServer prepare(EmbeddedServerOptions options, Privileges privileges)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(options.folder());
        Path runs = Files.createDirectories(folder.resolve("runs"));
        try (FolderLock lock = FolderLock.take(folder)) {
            List<String> prefix = privileges.prefix(runs);
            LeftBehind.clear(runs, prefix);
            Path bin = options.pgBin();
            if (bin == null) {
                bin = PackedBinaries.unpacked(folder.resolve("binaries"));
            } else if (!ServerPrograms.areIn(bin)) {
                throw new EmbeddedServerException(
                                "This folder does not hold PostgreSQL's initdb, pg_ctl and postgres",
                                "Name the folder that does by --pg-bin DIR, for instance what pg_config --bindir prints",
                                null)
                        .with("folder", bin);
            }
            return new EmbeddedServer(options, new ServerPrograms(bin, prefix), RunFolder.create(runs, bin));
        }
    }

    /** Synchronized like {@link #close()}: a shutdown meanwhile waits for the server and then ends it. */
    private synchronized void launch() throws IOException, InterruptedException {
        boolean started = false;
        try {
            addShutdownHook();
            port = new ServerStart(options, programs, run).start();
            pid = run.recordedPid().orElseThrow(() -> new IOException("the server wrote no postmaster.pid"));
            started = true;
            LOG.debug("PostgreSQL in {} listens on port {} as process {}", run.path(), port, pid);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /**
     * Starts the server again on its data and its port after it was ended from outside, for instance to see what a crash
     * leaves.
     *
     * @throws EmbeddedServerException if it does not start, as long as processes of the old one are still there, too
     * @throws IllegalStateException if it is closed
     */
    public synchronized void startAgain() {
        if (closed) {
            throw new IllegalStateException("the embedded server is closed");
        }
        try {
            new ServerStart(options, programs, run).startAgain();
            pid = run.recordedPid().orElseThrow(() -> new IOException("the server wrote no postmaster.pid"));
        } catch (IOException failure) {
            throw failed("The embedded PostgreSQL cannot be started again", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("The start of the embedded PostgreSQL was interrupted", interrupted);
        }
    }

    private void addShutdownHook() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            throw new InterruptedException("the JVM is ending");
        }
    }

    /**
     * The address for JDBC; user included, password not.
     *
     * @param database its name; it need not exist yet
     * @return a URL for the PostgreSQL driver
     */
    public String jdbcUrl(String database) {
        return address().jdbcUrl(database);
    }

    /**
     * Opens a connection as superuser.
     *
     * @param database an existing one; {@code postgres} always exists
     * @return the caller's to close
     * @throws EmbeddedServerException if the server refuses
     */
    public Connection connect(String database) {
        Properties properties = new Properties();
        if (options.password() != null) {
            properties.setProperty("password", options.password());
        }
        try {
            return DriverManager.getConnection(jdbcUrl(database), properties);
        } catch (SQLException refused) {
            throw failed("The embedded PostgreSQL refuses the connection", refused)
                    .with("database", database);
        }
    }

    /**
     * Creates an empty database: UTF-8, locale C.
     *
     * @param name taken as it is, quoted
     * @throws EmbeddedServerException if it exists, or the name is none
     */
    public void createDatabase(String name) {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"")
                    + "\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        } catch (SQLException refused) {
            throw failed("The embedded PostgreSQL cannot create the database", refused)
                    .with("database", name);
        }
    }

    /**
     * A line for the shell that opens the database; needs an installed psql and holds no password.
     *
     * @param database its name
     * @return for a POSIX shell
     */
    public String psqlCommand(String database) {
        return address().psqlCommand(database);
    }

    /**
     * A line for the shell that ends a kept server; the next start then deletes its data.
     *
     * @return for a POSIX shell, on Windows for its command prompt
     */
    public String stopCommand() {
        return programs.stopCommand(run.data(), pid);
    }

    /**
     * Lets the server outlive this object and this JVM. Whoever calls it tells the user how to connect and to stop it:
     * {@link #psqlCommand}, {@link #jdbcUrl}, {@link #stopCommand()}.
     *
     * @throws EmbeddedServerException if the wish cannot be written to the run's folder; the server then ends as usual
     * @throws IllegalStateException if it is closed
     */
    public synchronized void keepRunning() {
        if (closed) {
            throw new IllegalStateException("the embedded server is closed");
        }
        try {
            run.write(new RunFolder.Owner(ProcessIdentity.ofThisProcess(), Machine.id(), programs.bin(), true));
            kept = true;
        } catch (IOException failure) {
            throw failed("The embedded PostgreSQL cannot be kept", failure);
        }
    }

    /** Where it listens, in numbers. */
    public String host() {
        return LOOPBACK;
    }

    /** The TCP port on which it listens. */
    public int port() {
        return port;
    }

    /** The superuser of every connection. */
    public String user() {
        return USER;
    }

    /** The number of the server's main process. */
    public long pid() {
        return pid;
    }

    /** Where its data are, until the end; the next folder up holds the log. */
    public Path dataFolder() {
        return run.data();
    }

    /**
     * What the server says it is, for instance {@code 18.6}.
     *
     * @return its {@code server_version}
     * @throws EmbeddedServerException if it does not answer
     */
    public String version() {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW server_version")) {
            result.next();
            return result.getString(1);
        } catch (SQLException silent) {
            throw failed("The embedded PostgreSQL does not answer", silent);
        }
    }

    /** Ends the server and deletes its data, unless kept; whatever is connected is cut off. Again: does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException endingAnyway) {
            LOG.trace("The JVM is ending");
        }
        if (kept) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (RunningServer.stop(run, programs)) {
                FileTrees.delete(run.path());
            } else {
                LOG.warn("PostgreSQL in {} does not end; the next start tries again", run.path());
            }
        } catch (IOException remains) {
            LOG.warn("Remains in {} are left to the next start: {}", run.path(), remains.toString());
        } catch (InterruptedException again) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EmbeddedServerException failed(String message, Exception cause) {
        return new EmbeddedServerException(message, "See the server's log", cause)
                .with("log", run.serverLog())
                .with("why", reason(cause));
    }

    private static String reason(Exception failure) {
        return failure instanceof FileSystemException
                ? failure.getClass().getSimpleName() + " " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    private ServerAddress address() {
        return new ServerAddress(port, options.password() == null ? null : run.passwordFile());
    }
}
