package org.liftlock.sample.store;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresUnitOfWorkListenerTest extends UnitOfWorkListenerContract {

    PostgresUnitOfWorkListenerTest() {
        super(new PostgresTestDatabase());
    }
}
