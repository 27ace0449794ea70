package org.liftlock.dao.test;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;

/** Tells which repositories modules bind, without making any. */
public final class BoundRepositories {

    private BoundRepositories() {}

    /**
     * The interfaces.
     *
     * @param modules modules of an application
     * @return what they bind, in their order
     */
    public static Set<Class<?>> of(Collection<? extends RepositoryModule> modules) {
        Set<Class<?>> types = new LinkedHashSet<>();
        modules.forEach(module -> module.configure(new Recorder(types)));
        return types;
    }

    private record Recorder(Set<Class<?>> types) implements RepositoryBinder {

        @Override
        public <R> Binding<R> bind(Class<R> type) {
            types.add(type);
            return new Binding<>() {
                @Override
                public Binding<R> on(String backend, Function<? super Database, ? extends R> factory) {
                    return this;
                }
            };
        }
    }
}
