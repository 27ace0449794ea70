package org.liftlock.dao.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.JooqBackend;
import org.liftlock.dao.jooq.TemporalStorage;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.spi.UnitMode;

/**
 * One writer and several readers on one file.
 *
 * <p>Transactions are begun and ended by statements, with the driver in auto-commit mode: the driver's own commit begins
 * the next transaction at once, and would take the write lock again for nobody.
 */
final class SqliteBackend implements JooqBackend {

    private final SqliteConfig config;
    private final DataSource writingSource;
    private final ConnectionPool writer;
    private final ConnectionPool readers;

    private SqliteBackend(
            SqliteConfig config, DataSource writingSource, ConnectionPool writer, ConnectionPool readers) {
        this.config = config;
        this.writingSource = writingSource;
        this.writer = writer;
        this.readers = readers;
    }

    static SqliteBackend open(SqliteConfig config) {
        try {
            DataSource writing = SqliteDataSource.writing(config);
            // The writer is first: it creates the file and turns WAL on, which a reader cannot.
            ConnectionPool writer = pool("sqlite-writer", writing, 1, false, config);
            try {
                ConnectionPool readers =
                        pool("sqlite-readers", SqliteDataSource.reading(config), config.readers(), true, config);
                return new SqliteBackend(config, writing, writer, readers);
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e).with("file", config.file());
        }
    }

    private static ConnectionPool pool(String name, DataSource source, int size, boolean readOnly, SqliteConfig config)
            throws SQLException {
        return ConnectionPool.open(name, source, size, config.acquireTimeout(), settings -> {
            // A connection to a file does not age, and opening one again costs its caches.
            settings.setMaxLifetime(0);
            // Says what the connections are already: the driver lets nobody change it later.
            settings.setReadOnly(readOnly);
        });
    }

    @Override
    public String name() {
        return SqliteDatabase.BACKEND;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.SQLITE;
    }

    @Override
    public Settings settings() {
        // Without NEVER, jOOQ answers RETURNING through last_insert_rowid(): one row of many, or another row
        // altogether.
        return new Settings()
                .withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER)
                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                .withRenderSchema(false);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public TemporalStorage temporalStorage() {
        return SqliteTemporalStorage.INSTANCE;
    }

    @Override
    public DataSource unpooled() {
        return writingSource;
    }

    @Override
    public SchemaDescription readSchema() throws SQLException {
        try (Connection connection = writingSource.getConnection()) {
            return SqliteSchema.read(connection);
        }
    }

    @Override
    public void migrate(Runnable migration) {
        try (MigrationLock lock = MigrationLock.acquire(config.file(), config.acquireTimeout())) {
            migration.run();
        }
    }

    @Override
    public Connection begin(UnitMode mode, Isolation isolation) throws SQLException {
        ConnectionPool pool = poolOf(mode);
        Connection connection = pool.acquire();
        try {
            execute(connection, mode == UnitMode.WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
            return connection;
        } catch (SQLException e) {
            pool.release(connection, true);
            throw e;
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            if (!SqliteErrors.saysNoTransaction(e)) {
                throw e;
            }
        }
    }

    @Override
    public void release(Connection connection, UnitMode mode, boolean reusable) {
        poolOf(mode).release(connection, reusable);
    }

    @Override
    public DaoException translate(SQLException failure) {
        return SqliteErrors.translate(failure);
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    private ConnectionPool poolOf(UnitMode mode) {
        return mode == UnitMode.WRITE ? writer : readers;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
