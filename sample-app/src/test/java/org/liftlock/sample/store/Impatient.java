package org.liftlock.sample.store;

import java.nio.file.Path;
import java.time.Duration;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.postgres.PostgresConfig;
import org.liftlock.dao.postgres.PostgresDatabase;
import org.liftlock.dao.postgres.PostgresTimeouts;
import org.liftlock.dao.spi.BackendProvider;
import org.liftlock.dao.sqlite.SqliteConfig;
import org.liftlock.dao.sqlite.SqliteDatabase;
import org.liftlock.dao.test.ContractConfiguration;

/** The shortest patience for a lock that others hold. */
public final class Impatient implements ContractConfiguration {

    /** Creates the configuration. */
    public Impatient() {}

    @Override
    public DatabaseBuilder builder(BackendProvider backend, String jdbcUrl) {
        return switch (backend.backend()) {
            case SqliteDatabase.BACKEND ->
                SqliteDatabase.builder(SqliteConfig.file(Path.of(jdbcUrl.substring("jdbc:sqlite:".length())))
                        .busyTimeout(Duration.ofMillis(100)));
            case PostgresDatabase.BACKEND ->
                PostgresDatabase.builder(PostgresConfig.url(jdbcUrl)
                        .timeouts(PostgresTimeouts.defaults().lock(Duration.ofSeconds(1))));
            default -> backend.builder(jdbcUrl);
        };
    }
}
