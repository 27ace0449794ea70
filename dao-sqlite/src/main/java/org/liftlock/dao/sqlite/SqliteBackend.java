package org.liftlock.dao.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.jooq.BackendTransaction;
import org.liftlock.dao.jooq.ConnectionGuard;
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.Deadline;
import org.liftlock.dao.jooq.GuardedDataSource;
import org.liftlock.dao.jooq.JooqBackend;
import org.liftlock.dao.jooq.ValueStorages;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.spi.UnitMode;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** One writer and several readers on one file. */
final class SqliteBackend implements JooqBackend {

    /** How many instructions SQLite executes before it asks whether to stop: a millisecond, more or less. */
    private static final int INSTRUCTIONS_BETWEEN_CHECKS = 10_000;

    private final SqliteConfig config;
    private final DataSource writingSource;
    private final SqliteFile file;
    private final ConnectionPool writer;
    private final ConnectionPool readers;

    private SqliteBackend(
            SqliteConfig config,
            DataSource writingSource,
            SqliteFile file,
            ConnectionPool writer,
            ConnectionPool readers) {
        this.config = config;
        this.writingSource = writingSource;
        this.file = file;
        this.writer = writer;
        this.readers = readers;
    }

    static SqliteBackend open(SqliteConfig config) {
        try {
            DataSource writing = SqliteDataSource.writing(config);
            // The writer is first: it creates the file and turns WAL on, which a reader cannot.
            ConnectionPool writer = pool("sqlite-writer", writing, 1, false, config);
            SqliteFile file = SqliteFile.opened(config.file());
            try {
                ConnectionPool readers =
                        pool("sqlite-readers", SqliteDataSource.reading(config), config.readers(), true, config);
                return new SqliteBackend(config, writing, file, writer, readers);
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
        long statementNanos = config.statementTimeout().toNanos();
        GuardedDataSource guarded =
                new GuardedDataSource(source, (connection, guard) -> watch(connection, guard, statementNanos));
        return ConnectionPool.open(name, guarded, size, config.acquireTimeout(), settings -> {
            // A connection to a file does not age, and opening one again costs its caches.
            settings.setMaxLifetime(0);
            // Says what the connections are already: the driver lets nobody change it later.
            settings.setReadOnly(readOnly);
        });
    }

    private static void watch(Connection connection, ConnectionGuard guard, long statementNanos) throws SQLException {
        ProgressHandler.setHandler(connection, INSTRUCTIONS_BETWEEN_CHECKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return guard.stops(statementNanos) ? 1 : 0;
            }
        });
        // After some failures SQLite rolls back by itself, and each statement that follows would be committed at once.
        connection.unwrap(SQLiteConnection.class).addCommitListener(new SQLiteCommitListener() {
            @Override
            public void onCommit() {}

            @Override
            public void onRollback() {
                guard.rolledBack();
            }
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
                .withRenderSchema(false)
                .withInlineThreshold(Integer.MAX_VALUE);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ValueStorages storages() {
        return SqliteStorages.ALL;
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
    public BackendTransaction begin(UnitMode mode, Isolation isolation, Deadline deadline) throws SQLException {
        return mode == UnitMode.WRITE ? write(deadline) : read(deadline);
    }

    private BackendTransaction read(Deadline deadline) throws SQLException {
        file.requireSeenInPlace();
        Connection connection;
        try {
            connection = readers.acquire(deadline);
        } catch (SQLTransientConnectionException e) {
            throw SqliteErrors.noReader(e);
        }
        try {
            return SqliteTransaction.read(readers, connection, file, deadline);
        } catch (SQLException | RuntimeException e) {
            readers.release(connection, true);
            throw e;
        }
    }

    private BackendTransaction write(Deadline deadline) throws SQLException {
        file.requireInPlace();
        Connection connection = writer.acquire(deadline);
        try {
            SQLiteConnection driver = connection.unwrap(SQLiteConnection.class);
            Duration wait = deadline.left(config.busyTimeout());
            boolean shorter = wait.compareTo(config.busyTimeout()) < 0;
            if (shorter) {
                // SQLite asks nobody while it waits for the lock. Rounded up, to give up after the deadline.
                driver.setBusyTimeout((int) wait.toMillis() + 1);
            }
            try {
                return SqliteTransaction.write(writer, connection, file, deadline);
            } finally {
                if (shorter) {
                    driver.setBusyTimeout((int) config.busyTimeout().toMillis());
                }
            }
        } catch (SQLException | RuntimeException e) {
            writer.release(connection, true);
            throw e;
        }
    }

    @Override
    public boolean locksRows() {
        return false;
    }

    @Override
    public boolean tellsFailedEntries() {
        return false;
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
}
