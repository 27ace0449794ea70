package com.example.orders;

import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;

/** The repositories of this application on both databases. */
public final class OrderRepositories implements RepositoryModule {

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(OrderRepository.class)
                .on("sqlite", JooqOrderRepository::new)
                .on("postgres", JooqOrderRepository::new);
    }
}
