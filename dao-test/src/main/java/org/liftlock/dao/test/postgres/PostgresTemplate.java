package org.liftlock.dao.test.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.test.IsolationMode;
import org.liftlock.dao.test.spi.TestDatabase;
import org.liftlock.dao.test.spi.TestTemplate;

/** A migrated database that nobody is connected to, and the copies that are not in use. */
final class PostgresTemplate implements TestTemplate {

    private final TestServer server;
    private final String template;
    private final Deque<String> clean = new ArrayDeque<>();
    private @Nullable MigratedState state;
    private @Nullable CompletableFuture<String> nextClone;

    PostgresTemplate(TestServer server, String template) {
        this.server = server;
        this.template = template;
    }

    @Override
    public synchronized TestDatabase take(IsolationMode mode) {
        if (mode == IsolationMode.CLONE) {
            String database = nextClone == null ? server.copy(template) : nextClone.join();
            // Made while the test runs, since whoever wants one clone wants several.
            nextClone = CompletableFuture.supplyAsync(() -> server.copy(template));
            return new ClonedDatabase(server, database);
        }
        String database = clean.isEmpty() ? server.copy(template) : clean.pop();
        try {
            Connection control = DriverManager.getConnection(server.url(database));
            try {
                MigratedState migrated = state;
                if (migrated == null) {
                    migrated = MigratedState.read(control);
                    state = migrated;
                }
                return new EmptiedDatabase(this, database, control, Restoration.prepare(migrated, control));
            } catch (SQLException | RuntimeException e) {
                control.close();
                throw e;
            }
        } catch (SQLException e) {
            server.drop(database);
            throw new IllegalStateException("A database of the tests cannot be used", e);
        }
    }

    String url(String database) {
        return server.url(database);
    }

    synchronized void giveBack(String database, boolean isClean) {
        if (isClean) {
            clean.push(database);
        } else {
            server.drop(database);
        }
    }

    @Override
    public synchronized void close() {
        if (nextClone != null) {
            nextClone.thenAccept(server::drop).join();
            nextClone = null;
        }
        clean.forEach(server::drop);
        clean.clear();
        server.drop(template);
    }
}
