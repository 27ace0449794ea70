package org.liftlock.dao.jooq;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Brings the schema of a database to the version that the code expects, with Flyway. */
final class SchemaMigration {

    private SchemaMigration() {}

    static void run(JooqBackend backend, List<String> locations) {
        try {
            Flyway.configure()
                    .dataSource(backend.unpooled())
                    .locations(locations.toArray(String[]::new))
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw translate(backend, e, locations);
        }
    }

    private static DaoException translate(JooqBackend backend, FlywayException failure, List<String> locations) {
        ErrorKind kind = ErrorKind.PROGRAMMING;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sqlException) {
                kind = backend.translate(sqlException).kind();
                break;
            }
        }
        return new DaoException(kind, "The schema could not be brought to the expected version", failure)
                .with("locations", String.join(", ", locations));
    }
}
