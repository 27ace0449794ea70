package org.liftlock.dao.postgres;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.jooq.BackendTransaction;
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.Deadline;
import org.liftlock.dao.jooq.GuardedDataSource;
import org.liftlock.dao.jooq.JooqBackend;
import org.liftlock.dao.jooq.ValueStorages;
import org.liftlock.dao.jooq.schema.SchemaDescription;
import org.liftlock.dao.spi.UnitMode;
import org.postgresql.ds.PGSimpleDataSource;

/** One pool for reading and writing. */
final class PostgresBackend implements JooqBackend {

    /** How much longer the socket waits than a statement may take: the server's word comes first where it can. */
    private static final Duration SOCKET_MARGIN = Duration.ofSeconds(15);

    private static final Set<Capability> CAPABILITIES = Set.copyOf(EnumSet.allOf(Capability.class));

    private final DataSource unpooled;
    private final ConnectionPool pool;
    private final Duration statementTimeout;
    private final PostgresCanceller canceller = new PostgresCanceller();

    private PostgresBackend(DataSource unpooled, ConnectionPool pool, Duration statementTimeout) {
        this.unpooled = unpooled;
        this.pool = pool;
        this.statementTimeout = statementTimeout;
    }

    static PostgresBackend open(PostgresConfig config) {
        try {
            ConnectionPool pool = ConnectionPool.open(
                    "postgres",
                    new GuardedDataSource(pooledSource(config), (connection, guard) -> {}),
                    config.poolSize(),
                    config.timeouts().acquire(),
                    settings -> {
                        settings.setAutoCommit(false);
                        // What the pool itself asks may not leave a transaction behind in which a unit would begin.
                        settings.setIsolateInternalQueries(true);
                        settings.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
                        // The driver asks for the zone of the JVM when it connects, and its word outranks the options.
                        settings.setConnectionInitSql("SET TIME ZONE 'UTC'");
                    });
            return new PostgresBackend(source(config), pool, config.timeouts().statement());
        } catch (SQLException e) {
            throw PostgresErrors.translate(e).with("url", PostgresUrl.masked(config.url()));
        }
    }

    private static PGSimpleDataSource source(PostgresConfig config) {
        PGSimpleDataSource source = new PostgresDataSource(config.passwordFile());
        source.setURL(config.url());
        config.user().ifPresent(source::setUser);
        config.password().ifPresent(source::setPassword);
        source.setApplicationName(config.applicationName());
        source.setConnectTimeout(seconds(config.timeouts().connect()));
        source.setTcpKeepAlive(true);
        // Rewritten batches do not say how many rows they changed.
        source.setReWriteBatchedInserts(false);
        // The detail of an error quotes values of the row, which then stand in logs.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static PGSimpleDataSource pooledSource(PostgresConfig config) {
        PostgresTimeouts timeouts = config.timeouts();
        PGSimpleDataSource source = source(config);
        String given = source.getOptions() == null ? "" : source.getOptions() + " ";
        source.setOptions(given
                + "-c statement_timeout=" + timeouts.statement().toMillis()
                + " -c lock_timeout=" + timeouts.lock().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + timeouts.idleInTransaction().toMillis());
        source.setSocketTimeout(seconds(timeouts.statement().plus(SOCKET_MARGIN)));
        return source;
    }

    private static int seconds(Duration duration) {
        return (int) duration.plusMillis(999).toSeconds();
    }

    @Override
    public String name() {
        return PostgresDatabase.BACKEND;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public Settings settings() {
        return new Settings()
                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                .withRenderSchema(false)
                .withInlineThreshold(Integer.MAX_VALUE);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ValueStorages storages() {
        return PostgresStorages.ALL;
    }

    @Override
    public DataSource unpooled() {
        return unpooled;
    }

    @Override
    public SchemaDescription readSchema() throws SQLException {
        try (Connection connection = unpooled.getConnection()) {
            return PostgresSchema.read(connection);
        }
    }

    @Override
    public void migrate(Runnable migration) {
        // Flyway takes an advisory lock of the server.
        migration.run();
    }

    @Override
    public BackendTransaction begin(UnitMode mode, Isolation isolation, Deadline deadline) throws SQLException {
        Connection connection = pool.acquire(deadline);
        BackendTransaction transaction =
                new PostgresTransaction(pool, connection, canceller, deadline, statementTimeout);
        try {
            connection.setReadOnly(mode == UnitMode.READ);
            if (isolation != Isolation.REPEATABLE_READ) {
                // For this transaction, not for the session, which would have to be told twice.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL " + level(isolation));
                }
            }
            return transaction;
        } catch (SQLException e) {
            DaoException failure = transaction.translate(e);
            transaction.release(false);
            throw failure;
        } catch (RuntimeException e) {
            transaction.release(false);
            throw e;
        }
    }

    @Override
    public boolean locksRows() {
        return true;
    }

    @Override
    public boolean tellsFailedEntries() {
        return true;
    }

    @Override
    public int failedEntry(BatchUpdateException failure) {
        return PostgresErrors.failedEntry(failure);
    }

    @Override
    public DaoException translate(SQLException failure) {
        return PostgresErrors.translate(failure);
    }

    @Override
    public void close() {
        pool.close();
        canceller.close();
    }

    private static String level(Isolation isolation) {
        return switch (isolation) {
            case READ_COMMITTED -> "READ COMMITTED";
            case REPEATABLE_READ -> "REPEATABLE READ";
            case SERIALIZABLE -> "SERIALIZABLE";
        };
    }
}
