package org.liftlock.dao.jooq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.spi.UnitOfWorkListener;

/**
 * Opens a database of one backend with the repositories of an application. Obtained from the backend's own class; for use
 * by one thread.
 */
public final class JooqDatabaseBuilder implements DatabaseBuilder {

    private final Supplier<? extends JooqBackend> connector;
    private final List<RepositoryModule> modules = new ArrayList<>();
    private final List<UnitOfWorkListener> listeners = new ArrayList<>();
    private @Nullable List<String> locations;
    private @Nullable String adoptedVersion;
    private boolean migrating = true;
    private SchemaCheck schemaCheck = SchemaCheck.byDefault();

    /**
     * Creates a builder; backends do.
     *
     * @param connector opens the backend's pools, or throws a {@link org.liftlock.dao.DaoException}
     */
    public JooqDatabaseBuilder(Supplier<? extends JooqBackend> connector) {
        this.connector = Objects.requireNonNull(connector, "connector is null");
    }

    @Override
    public JooqDatabaseBuilder repositories(RepositoryModule module) {
        modules.add(Objects.requireNonNull(module, "module is null"));
        return this;
    }

    @Override
    public JooqDatabaseBuilder listener(UnitOfWorkListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener is null"));
        return this;
    }

    @Override
    public JooqDatabaseBuilder migrations(String... newLocations) {
        locations = List.of(newLocations);
        migrating = true;
        return this;
    }

    @Override
    public JooqDatabaseBuilder adoptingVersion(String version) {
        adoptedVersion = Objects.requireNonNull(version, "version is null");
        return this;
    }

    @Override
    public JooqDatabaseBuilder withoutMigrations() {
        migrating = false;
        return this;
    }

    @Override
    public JooqDatabaseBuilder expectedSchema(String location) {
        schemaCheck = SchemaCheck.against(location);
        return this;
    }

    @Override
    public JooqDatabaseBuilder withoutSchemaCheck() {
        schemaCheck = SchemaCheck.none();
        return this;
    }

    @Override
    public Database open() {
        JooqBackend backend = connector.get();
        try {
            List<String> where = locations == null ? List.of("classpath:db/" + backend.name()) : locations;
            if (migrating) {
                SchemaMigration.of(backend, where, adoptedVersion).run();
            } else {
                SchemaMigration.of(backend, where, adoptedVersion).requireDone();
            }
            schemaCheck.run(backend);
            return new JooqDatabase(backend, modules, listeners).withRepositories();
        } catch (Throwable failure) {
            backend.close();
            throw failure;
        }
    }
}
