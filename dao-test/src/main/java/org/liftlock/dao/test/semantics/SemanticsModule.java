package org.liftlock.dao.test.semantics;

import java.util.ServiceLoader;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.spi.BackendProvider;

/** Binds the repositories of the contract on every backend of the class path. Public for {@link SemanticsContract}. */
public final class SemanticsModule implements RepositoryModule {

    /** Creates the module. */
    public SemanticsModule() {}

    @Override
    public void configure(RepositoryBinder binder) {
        RepositoryBinder.Binding<SqlProbe> probe = binder.bind(SqlProbe.class);
        ServiceLoader.load(BackendProvider.class).forEach(backend -> probe.on(backend.backend(), SqlProbe::new));
        binder.bind(WordSearch.class).on("sqlite", SqliteWordSearch::new).on("postgres", PostgresWordSearch::new);
    }
}
