package org.liftlock.integration.architecture.store;

import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;

/** Binds the repositories; none is ever made. */
public final class House implements RepositoryModule {

    /** Creates the module. */
    public House() {}

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(Shelf.class).on("sqlite", JooqShelf::new);
        binder.bind(Attic.class);
        binder.bind(Cellar.class);
    }
}
