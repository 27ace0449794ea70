package org.liftlock.migration.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.MigrationException;
import org.liftlock.migration.MigrationException.Cause;
import org.liftlock.migration.WorkingThread;
import org.liftlock.migration.source.SourceReader;
import org.liftlock.migration.source.SqliteSource;

/**
 * Works on the parts of all tables side by side, each lane with a reader of SQLite and a connection of its own. For one
 * caller.
 */
final class Lanes {

    /** Some locks each, for the table and its indexes. */
    private static final int PARTS_UNDER_LOCK = 10;

    private final SqliteSource source;
    private final TargetSnapshot snapshot;

    Lanes(SqliteSource source, TargetSnapshot snapshot) {
        this.source = source;
        this.snapshot = snapshot;
    }

    /** What a lane does with a part. */
    interface PartWork {

        void compare(SourceReader reader, Connection connection, TablePart part);
    }

    /** Returns, or throws, only after all lanes have ended; the first failure ends the others. */
    void run(List<TablePart> parts, PartWork work) {
        Queue<TablePart> queue = new ConcurrentLinkedQueue<>(parts);
        int lanes = Math.min(snapshot.connections().size(), parts.size());
        ExecutorService executor =
                Executors.newFixedThreadPool(Math.max(1, lanes), lane -> WorkingThread.of(lane, "liftlock-verify"));
        boolean succeeded = false;
        try {
            ExecutorCompletionService<@Nullable Void> completion = new ExecutorCompletionService<>(executor);
            for (Connection connection : snapshot.connections().subList(0, lanes)) {
                completion.submit(() -> workOff(queue, connection, work), null);
            }
            for (int i = 0; i < lanes; i++) {
                completion.take().get();
            }
            succeeded = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(Cause.INTERRUPTED, "Interrupted", "", e);
        } catch (ExecutionException e) {
            throw BothSides.unwrapped(e);
        } finally {
            queue.clear();
            executor.shutdownNow();
            if (!succeeded) {
                snapshot.abort();
            }
            BothSides.awaitEnd(executor);
        }
    }

    private void workOff(Queue<TablePart> queue, Connection connection, PartWork work) {
        try (SourceReader reader = source.reader()) {
            int compared = 0;
            for (TablePart part = queue.poll(); part != null; part = queue.poll()) {
                work.compare(reader, connection, part);
                if (++compared % PARTS_UNDER_LOCK == 0) {
                    release(connection, part);
                }
            }
        }
    }

    private static void release(Connection connection, TablePart last) {
        try {
            TargetSnapshot.releaseTables(connection);
        } catch (SQLException e) {
            throw VerifyFailures.target(last.tally().table().name(), e);
        }
    }
}
