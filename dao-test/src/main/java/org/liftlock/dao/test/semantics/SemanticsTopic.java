package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.test.ContractDatabase;

/** What the tests of one topic work with. Topics are the nested classes of {@link SemanticsContract}. */
public abstract class SemanticsTopic {

    /** So long that only a test that hangs waits for it. */
    private static final long PATIENCE_SECONDS = 60;

    Database database;
    Transactions units;
    SqlProbe sql;
    private ContractDatabase place;

    SemanticsTopic() {}

    @BeforeEach
    void open(Database newDatabase, ContractDatabase newPlace, SqlProbe probe) {
        database = newDatabase;
        units = newDatabase.transactions();
        place = newPlace;
        sql = probe;
    }

    /** A connection past the data layer, to be closed. */
    final RawSql raw() throws SQLException {
        return new RawSql(place.connect());
    }

    /** Says what each backend answers to one statement past the data layer. */
    final void assertRaw(String statement, String onSqlite, String onPostgres) throws SQLException {
        try (RawSql raw = raw()) {
            assertObserved(raw.outcome(statement), onSqlite, onPostgres);
        }
    }

    /** Says what was observed on each backend. */
    final void assertObserved(@Nullable Object actual, @Nullable Object onSqlite, @Nullable Object onPostgres) {
        switch (database.backend()) {
            case "sqlite" -> assertEquals(onSqlite, actual);
            case "postgres" -> assertEquals(onPostgres, actual);
            default -> Assumptions.abort("Nobody has observed the backend " + database.backend());
        }
    }

    /** Expects a failure of one kind. */
    static DaoException assertFails(ErrorKind kind, Executable call) {
        DaoException failure = assertThrows(DaoException.class, call);
        assertEquals(kind, failure.kind(), failure::line);
        return failure;
    }

    /** Runs something on another thread, as another client would. */
    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "another client");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Runs the same on several threads and waits for them. */
    static void onThreads(int threads, Callable<?> work) throws Exception {
        List<FutureTask<?>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tasks.add(start(work));
        }
        for (FutureTask<?> task : tasks) {
            end(task);
        }
    }

    /** Waits for what {@link #start} has begun; its failure is the test's. */
    static <T> T end(FutureTask<T> task) throws Exception {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("Another client does not come to an end", e);
        }
    }
}
