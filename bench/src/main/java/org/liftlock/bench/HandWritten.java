package org.liftlock.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What somebody writes who knows one database well: the same pools and settings as the data layer's, jOOQ or JDBC on them,
 * and nothing between.
 */
final class HandWritten implements AutoCloseable {

    private static final String UPSERT = "insert into item (id, name, amount, added_at) values (?, ?, ?, ?)"
            + " on conflict (id) do update set name = excluded.name, amount = excluded.amount, added_at = excluded.added_at";
    private static final String FIND = "select id, name, amount, added_at from item where id = ?";

    private final HikariDataSource reading;
    private final HikariDataSource writing;
    private final DSLContext readingJooq;
    private final DSLContext writingJooq;

    private HandWritten(HikariDataSource reading, HikariDataSource writing, SQLDialect dialect) {
        this.reading = reading;
        this.writing = writing;
        Settings settings = new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS);
        this.readingJooq = DSL.using(reading, dialect, settings);
        this.writingJooq = DSL.using(writing, dialect, settings);
    }

    static HandWritten onSqlite(Path file) {
        HikariDataSource writing = pool(sqlite(file, false), 1, true, false);
        return new HandWritten(pool(sqlite(file, true), 4, true, true), writing, SQLDialect.SQLITE);
    }

    static HandWritten onPostgres(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        HikariDataSource pool = pool(source, 8, false, false);
        return new HandWritten(pool, pool, SQLDialect.POSTGRES);
    }

    private static DataSource sqlite(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static HikariDataSource pool(DataSource source, int size, boolean autoCommit, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        // Says what the connections are already: the driver lets nobody change it later.
        config.setReadOnly(readOnly);
        return new HikariDataSource(config);
    }

    Optional<Item> findInTransaction(long id) {
        return readingJooq.transactionResult(transaction -> Statements.find(transaction.dsl(), id));
    }

    Optional<Item> findAlone(long id) {
        return Statements.find(readingJooq, id);
    }

    int saveAll(List<Item> items) {
        return writingJooq.transactionResult(transaction -> Statements.saveAll(transaction.dsl(), items));
    }

    Optional<Item> findWithJdbc(long id) throws SQLException {
        try (Connection connection = reading.getConnection()) {
            connection.setAutoCommit(false);
            Optional<Item> found;
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                statement.setLong(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    found = row.next()
                            ? Optional.of(new Item(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
                            : Optional.empty();
                }
            }
            connection.commit();
            connection.setAutoCommit(reading.isAutoCommit());
            return found;
        }
    }

    int saveAllWithJdbc(List<Item> items) throws SQLException {
        try (Connection connection = writing.getConnection()) {
            connection.setAutoCommit(false);
            int rows;
            try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
                for (Item item : items) {
                    statement.setLong(1, item.id());
                    statement.setString(2, item.name());
                    statement.setLong(3, item.amount());
                    statement.setString(4, item.addedAt());
                    statement.addBatch();
                }
                rows = statement.executeBatch().length;
            }
            connection.commit();
            connection.setAutoCommit(writing.isAutoCommit());
            return rows;
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
