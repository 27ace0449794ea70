package org.liftlock.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One row by its key and a batch of 100 rows: through a repository, in hand-written jOOQ, and in JDBC. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RepositoryBenchmark {

    private static final int ROWS = 10_000;
    private static final int BATCH = 100;

    /** The backend. */
    @Param({"sqlite", "postgres"})
    public String backend = "";

    // JMH injects the parameter after the constructor, so that the databases can only be opened later.
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private ItemRepository repository;

    @SuppressWarnings("NullAway.Init")
    private HandWritten handWritten;

    private long next;

    /** Opens the database of this run twice, and fills it. */
    @Setup
    public void open() {
        DatabaseBuilder builder;
        if ("sqlite".equals(backend)) {
            Path file = Path.of(System.getProperty("bench.sqlite"));
            builder = SqliteDatabase.builder(SqliteConfig.file(file)).migrations("classpath:bench/sqlite");
            database = builder.repositories(JooqItemRepository.MODULE).open();
            handWritten = HandWritten.onSqlite(file);
        } else {
            String url = System.getProperty("bench.postgres");
            builder = PostgresDatabase.builder(PostgresConfig.url(url)).migrations("classpath:bench/postgres");
            database = builder.repositories(JooqItemRepository.MODULE).open();
            handWritten = HandWritten.onPostgres(url);
        }
        repository = database.repository(ItemRepository.class);
        for (int from = 0; from < ROWS; from += BATCH) {
            repository.saveAll(items(from, 0));
        }
    }

    /** Closes both. */
    @TearDown
    public void close() {
        handWritten.close();
        database.close();
    }

    /** By key, through the repository. */
    @Benchmark
    public Optional<Item> findRepository() {
        return repository.find(key());
    }

    /** By key, jOOQ in a transaction. */
    @Benchmark
    public Optional<Item> findJooq() {
        return handWritten.findInTransaction(key());
    }

    /** By key, jOOQ without a transaction. */
    @Benchmark
    public Optional<Item> findJooqAlone() {
        return handWritten.findAlone(key());
    }

    /** By key, JDBC in a transaction. */
    @Benchmark
    public Optional<Item> findJdbc() throws SQLException {
        return handWritten.findWithJdbc(key());
    }

    /** A batch, through the repository. */
    @Benchmark
    public void batchRepository() {
        repository.saveAll(batch());
    }

    /** A batch, jOOQ in a transaction. */
    @Benchmark
    public int batchJooq() {
        return handWritten.saveAll(batch());
    }

    /** A batch, JDBC in a transaction. */
    @Benchmark
    public int batchJdbc() throws SQLException {
        return handWritten.saveAllWithJdbc(batch());
    }

    private long key() {
        next = (next + 7919) % ROWS;
        return next;
    }

    private List<Item> batch() {
        long from = key() / BATCH * BATCH;
        return items(from, next);
    }

    private static List<Item> items(long from, long amount) {
        List<Item> items = new ArrayList<>(BATCH);
        for (long id = from; id < from + BATCH; id++) {
            items.add(Item.numbered(id, amount));
        }
        return items;
    }
}
