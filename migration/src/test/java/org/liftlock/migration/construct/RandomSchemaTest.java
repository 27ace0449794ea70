package org.liftlock.migration.construct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.migration.testing.TestDatabase;
import org.liftlock.migration.testing.TestPostgres;

/**
 * Moves random schemas and counts what has become of each of their constructs. The seed is printed; the properties
 * {@code liftlock.test.seed} and {@code liftlock.test.schemas} repeat a run, or make it longer.
 */
class RandomSchemaTest {

    private static final int SCHEMAS = Integer.getInteger("liftlock.test.schemas", 60);
    private static final int WORKERS = 2;
    private static final int MOST_TOLD = 10;

    @Test
    void losesNothingOfAnySchemaWithoutNamingIt(@TempDir Path folder) throws Exception {
        Long given = Long.getLong("liftlock.test.seed");
        long first = given == null ? System.nanoTime() : given;
        System.out.println("random schemas from seed " + first);
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Callable<Void> worker = () -> {
                    moveAll(folder, first, next, failures);
                    return null;
                };
                ends.add(workers.submit(worker));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(failures).as("seed %d", first).isEmpty();
    }

    private static void moveAll(Path folder, long first, AtomicInteger next, List<String> failures) throws Exception {
        try (TestDatabase database = TestPostgres.freshDatabase();
                Connection connection = database.connect()) {
            for (int i = next.getAndIncrement();
                    i < SCHEMAS && failures.size() < MOST_TOLD;
                    i = next.getAndIncrement()) {
                Path file = folder.resolve(i + ".sqlite");
                List<String> statements = RandomDatabase.make(file, first + i);
                List<String> losses = lossesOf(database, connection, "s" + i, file);
                if (!losses.isEmpty()) {
                    failures.add("seed " + (first + i) + "\n  " + String.join("\n  ", losses) + "\nof\n"
                            + String.join(";\n", statements));
                }
                Files.delete(file);
            }
        }
    }

    private static List<String> lossesOf(TestDatabase database, Connection connection, String schema, Path file)
            throws Exception {
        try {
            return Move.into(database, connection, schema, file);
        } catch (RuntimeException | SQLException e) {
            return List.of(String.valueOf(e), String.valueOf(e.getCause()));
        }
    }
}
