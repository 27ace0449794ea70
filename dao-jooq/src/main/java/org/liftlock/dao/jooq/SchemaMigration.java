package org.liftlock.dao.jooq;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Brings the schema of a database to the version that the code expects, with Flyway, or looks whether it is there. */
final class SchemaMigration {

    private final JooqBackend backend;
    private final List<String> locations;
    private final @Nullable String adoptedVersion;

    private SchemaMigration(JooqBackend backend, List<String> locations, @Nullable String adoptedVersion) {
        this.backend = backend;
        this.locations = locations;
        this.adoptedVersion = adoptedVersion;
    }

    static SchemaMigration of(JooqBackend backend, List<String> locations, @Nullable String adoptedVersion) {
        return new SchemaMigration(backend, locations, adoptedVersion);
    }

    /** Runs what has not run yet. Nothing is locked where nothing is to be done. */
    void run() {
        translating(() -> {
            Flyway flyway = flyway(true);
            requireSound(flyway, "*:pending");
            if (flyway.info().pending().length > 0) {
                backend.migrate(flyway::migrate);
            }
        });
    }

    /** Refuses a schema that Flyway has made and that is behind the newest migration. */
    void requireDone() {
        translating(() -> {
            if (!hasHistory()) {
                return;
            }
            Flyway flyway = flyway(false);
            MigrationInfo[] all = flyway.info().all();
            Optional<MigrationVersion> newest = newest(all, MigrationState::isResolved);
            if (newest.isEmpty()) {
                return;
            }
            Optional<MigrationVersion> applied = newest(all, MigrationState::isApplied);
            if (applied.isEmpty() || applied.get().compareTo(newest.get()) < 0) {
                requireNoFailure(all);
                throw refused("The database is behind the application; migrate it first", applied, newest);
            }
            requireSound(flyway);
        });
    }

    private Flyway flyway(boolean failOnMissingLocations) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(backend.unpooled())
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(failOnMissingLocations);
        if (adoptedVersion != null) {
            configuration.baselineOnMigrate(true).baselineVersion(adoptedVersion);
        }
        return configuration.load();
    }

    /** Refuses a history that is ahead, has a failure in it, or is not the one of these migrations. */
    private void requireSound(Flyway flyway, String... ignoredPatterns) {
        MigrationInfo[] all = flyway.info().all();
        requireNoFailure(all);
        Optional<MigrationVersion> newest = newest(all, MigrationState::isResolved);
        Optional<MigrationVersion> applied = newest(all, MigrationState::isApplied);
        if (applied.isPresent() && (newest.isEmpty() || applied.get().compareTo(newest.get()) > 0)) {
            throw refused("The application is older than the database", applied, newest);
        }
        ValidateResult result = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .ignoreMigrationPatterns(ignoredPatterns)
                .load()
                .validateWithResult();
        if (!result.validationSuccessful && !result.invalidMigrations.isEmpty()) {
            ValidateOutput first = result.invalidMigrations.get(0);
            throw new DaoException(ErrorKind.PROGRAMMING, problem(first.errorDetails.errorCode))
                    .with("migration", first.version + " " + first.description)
                    .with("problem", first.errorDetails.errorCode)
                    .with("problems", result.invalidMigrations.size())
                    .with("locations", String.join(", ", locations));
        }
    }

    private static String problem(ErrorCode code) {
        return switch (String.valueOf(code)) {
            case "CHECKSUM_MISMATCH" -> "A migration was changed after it had run";
            case "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED", "APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED" ->
                "A migration that has run is missing from the class path";
            case "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED", "RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED" ->
                "A migration has not run; migrate the database first";
            default -> "The migrations are not those that the database has seen";
        };
    }

    private void requireNoFailure(MigrationInfo[] all) {
        for (MigrationInfo migration : all) {
            if (migration.getState().isFailed()) {
                throw new DaoException(
                                ErrorKind.PROGRAMMING,
                                "A migration has failed before; set it right, then repair the history")
                        .with("migration", migration.getVersion() + " " + migration.getDescription())
                        .with("locations", String.join(", ", locations));
            }
        }
    }

    private static Optional<MigrationVersion> newest(MigrationInfo[] all, Predicate<MigrationState> condition) {
        return Arrays.stream(all)
                .filter(migration -> migration.getVersion() != null && condition.test(migration.getState()))
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
    }

    private DaoException refused(
            String message, Optional<MigrationVersion> applied, Optional<MigrationVersion> newest) {
        return new DaoException(ErrorKind.PROGRAMMING, message)
                .with("database", applied.map(MigrationVersion::getVersion).orElse("none"))
                .with("application", newest.map(MigrationVersion::getVersion).orElse("none"))
                .with("locations", String.join(", ", locations));
    }

    /** Whether there is Flyway's history, and not a table of somebody else's that is called so. */
    private boolean hasHistory() throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Connection connection = backend.unpooled().getConnection();
                ResultSet row = connection
                        .getMetaData()
                        .getColumns(null, connection.getSchema(), "flyway\\_schema\\_history", null)) {
            while (row.next()) {
                columns.add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return columns.containsAll(Set.of("installed_rank", "version", "checksum", "success"));
    }

    private void translating(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw backend.translate(e);
        } catch (FlywayException e) {
            throw translate(e);
        }
    }

    private DaoException translate(FlywayException failure) {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new DaoException(
                            ErrorKind.PROGRAMMING,
                            "The database holds tables, but no history of migrations; adoptingVersion() says which version"
                                    + " made them",
                            failure)
                    .with("locations", String.join(", ", locations));
        }
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

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
