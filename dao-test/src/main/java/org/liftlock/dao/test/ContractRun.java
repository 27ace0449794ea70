package org.liftlock.dao.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.liftlock.dao.Database;
import org.liftlock.dao.DatabaseBuilder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.test.spi.TestTemplate;

/** What the tests of one contract class on one backend share. Thread-safe. */
final class ContractRun implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(ContractRun.class);

    private final ContractBackend backend;
    private final ContractConfiguration configuration;
    private final List<RepositoryModule> modules = new ArrayList<>();
    private final Set<Class<?>> repositories;
    private final Deque<OpenDatabase> idle = new ArrayDeque<>();

    ContractRun(ContractBackend backend, Class<?> contract) {
        this.backend = backend;
        this.configuration = AnnotationSupport.findAnnotation(contract, ConfiguredBy.class)
                .<ContractConfiguration>map(annotation -> instantiate(annotation.value()))
                .orElseGet(Defaults::new);
        AnnotationSupport.findAnnotation(contract, BackendContract.class)
                .map(BackendContract::value)
                .ifPresent(types -> Arrays.stream(types).forEach(type -> modules.add(instantiate(type))));
        modules.addAll(configuration.modules());
        repositories = BoundRepositories.of(modules);
    }

    private static <T> T instantiate(Class<T> type) {
        try {
            return ReflectionSupport.newInstance(type);
        } catch (Exception e) {
            // Checked ones too, which JUnit lets pass as if they were none.
            throw new ExtensionConfigurationException(
                    type.getName() + " needs a constructor without parameters that succeeds;"
                            + " a module that is given something is made by a ContractConfiguration",
                    e);
        }
    }

    ContractBackend backend() {
        return backend;
    }

    ContractConfiguration configuration() {
        return configuration;
    }

    boolean binds(Class<?> type) {
        return repositories.contains(type);
    }

    /** A builder on a database that is migrated. */
    DatabaseBuilder builder(String jdbcUrl) {
        DatabaseBuilder builder =
                configuration.builder(backend.provider(), jdbcUrl).withoutMigrations();
        modules.forEach(builder::repositories);
        return builder;
    }

    OpenDatabase take(ExtensionContext context, IsolationMode mode) {
        OpenDatabase open = mode == IsolationMode.CLONE ? null : idleOne();
        return open != null ? open : OpenDatabase.open(this, template(context).take(mode));
    }

    private @Nullable OpenDatabase idleOne() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    void keep(OpenDatabase open) {
        synchronized (idle) {
            idle.push(open);
        }
    }

    /** One for all contracts of the same configuration, which decides on the migrations. */
    private TestTemplate template(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        List.of(backend.name(), configuration.getClass()),
                        key -> backend.databases().template(this::migrate),
                        TestTemplate.class);
    }

    private void migrate(String jdbcUrl) {
        try (Database database =
                configuration.builder(backend.provider(), jdbcUrl).open()) {
            // Opening it is what migrates it.
            database.backend();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(OpenDatabase::giveUp);
            idle.clear();
        }
    }

    /** Where nothing is said. */
    private static final class Defaults implements ContractConfiguration {}
}
