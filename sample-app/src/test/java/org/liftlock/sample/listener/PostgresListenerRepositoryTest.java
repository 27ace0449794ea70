package org.liftlock.sample.listener;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresListenerRepositoryTest extends ListenerRepositoryContract {

    PostgresListenerRepositoryTest() {
        super(new PostgresTestDatabase());
    }
}
