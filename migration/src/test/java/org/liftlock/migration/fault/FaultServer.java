package org.liftlock.migration.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.liftlock.pg.EmbeddedServer;
import org.liftlock.pg.EmbeddedServerException;
import org.liftlock.pg.EmbeddedServerOptions;

/** A server whose commits survive it ({@code fsync} and {@code synchronous_commit} on), to be killed and started again. */
final class FaultServer implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedServer server =
            EmbeddedServer.start(EmbeddedServerOptions.defaults().withDurable(true));

    int port() {
        return server.port();
    }

    EmbeddedServer embedded() {
        return server;
    }

    /** An empty database. */
    FaultTarget freshTarget() throws SQLException {
        String name = "fault_" + NUMBER.incrementAndGet();
        server.createDatabase(name);
        return new FaultTarget(name, server.jdbcUrl(name));
    }

    void drop(FaultTarget target) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + target.name() + " WITH (FORCE)");
        }
    }

    void dropSpace(String name) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLESPACE IF EXISTS " + name);
        }
    }

    /** Kills a process that serves a connection, which makes the server recover as after a crash. */
    static void kill(long process) {
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
    }

    void killPostmaster() {
        kill(server.pid());
    }

    /** Waits until the server answers, and starts it again if its main process has gone. */
    void recover() throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try {
                if (ProcessHandle.of(server.pid())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty()) {
                    server.startAgain();
                }
                DriverManager.getConnection(server.jdbcUrl("postgres")).close();
                return;
            } catch (SQLException | EmbeddedServerException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the server does not come back", e);
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
