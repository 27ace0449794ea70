package org.liftlock.dao.postgres;

import java.sql.Connection;
import java.sql.SQLException;
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
import org.liftlock.dao.jooq.ConnectionPool;
import org.liftlock.dao.jooq.JooqBackend;
import org.liftlock.dao.jooq.TemporalStorage;
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

    private PostgresBackend(DataSource unpooled, ConnectionPool pool) {
        this.unpooled = unpooled;
        this.pool = pool;
    }

    static PostgresBackend open(PostgresConfig config) {
        try {
            ConnectionPool pool = ConnectionPool.open(
                    "postgres",
                    pooledSource(config),
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
            return new PostgresBackend(source(config), pool);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e).with("url", config.url());
        }
    }

    private static PGSimpleDataSource source(PostgresConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(config.url());
        config.user().ifPresent(source::setUser);
        config.password().ifPresent(source::setPassword);
        source.setApplicationName(config.applicationName());
        source.setConnectTimeout(seconds(config.timeouts().connect()));
        source.setTcpKeepAlive(true);
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
        return new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS).withRenderSchema(false);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public TemporalStorage temporalStorage() {
        return PostgresTemporalStorage.INSTANCE;
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
    public Connection begin(UnitMode mode, Isolation isolation) throws SQLException {
        Connection connection = pool.acquire();
        try {
            connection.setReadOnly(mode == UnitMode.READ);
            if (isolation != Isolation.REPEATABLE_READ) {
                connection.setTransactionIsolation(level(isolation));
            }
            return connection;
        } catch (SQLException e) {
            pool.release(connection, false);
            throw e;
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    public void release(Connection connection, UnitMode mode, boolean reusable) {
        pool.release(connection, reusable);
    }

    @Override
    public DaoException translate(SQLException failure) {
        return PostgresErrors.translate(failure);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static int level(Isolation isolation) {
        return switch (isolation) {
            case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
            case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
        };
    }
}
