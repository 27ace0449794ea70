package org.liftlock.dao.spi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.Database;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;

/**
 * Collects what modules bind and holds the instances of one database. Filled by the thread that opens the database;
 * thread-safe once {@link #instantiate} has returned and the database is safely published.
 */
public final class RepositoryRegistry implements RepositoryBinder {

    private final Map<Class<?>, Map<String, Function<? super Database, ?>>> factories = new LinkedHashMap<>();
    private final Map<Class<?>, Object> instances = new HashMap<>();

    /**
     * Lets modules bind their repositories.
     *
     * @param modules the modules, in order
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if an interface is bound twice
     */
    public RepositoryRegistry(List<RepositoryModule> modules) {
        modules.forEach(module -> module.configure(this));
    }

    @Override
    public <R> Binding<R> bind(Class<R> type) {
        Map<String, Function<? super Database, ?>> byBackend = new LinkedHashMap<>();
        if (factories.putIfAbsent(type, byBackend) != null) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A repository is bound twice").with("type", type.getName());
        }
        return new Binding<>() {
            @Override
            public Binding<R> on(String backend, Function<? super Database, ? extends R> factory) {
                if (byBackend.putIfAbsent(backend, factory) != null) {
                    throw new DaoException(ErrorKind.PROGRAMMING, "A repository is bound twice for one backend")
                            .with("type", type.getName())
                            .with("backend", backend);
                }
                return this;
            }
        };
    }

    /**
     * Makes the instances for one database, in the order in which they were bound.
     *
     * @param database the database that is being opened
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if an interface has no implementation for its backend
     */
    public void instantiate(Database database) {
        factories.forEach((type, byBackend) -> {
            Function<? super Database, ?> factory = byBackend.get(database.backend());
            if (factory == null) {
                throw new DaoException(ErrorKind.PROGRAMMING, "A repository has no implementation for the backend")
                        .with("type", type.getName())
                        .with("backend", database.backend());
            }
            instances.put(type, type.cast(factory.apply(database)));
        });
    }

    /**
     * The instance of a repository.
     *
     * @param type the interface
     * @param <R> the same
     * @return the one instance
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if the interface is not bound, or not yet made
     */
    public <R> R get(Class<R> type) {
        @Nullable Object instance = instances.get(type);
        if (instance == null) {
            throw new DaoException(ErrorKind.PROGRAMMING, "No module has bound the repository")
                    .with("type", type.getName());
        }
        return type.cast(instance);
    }
}
