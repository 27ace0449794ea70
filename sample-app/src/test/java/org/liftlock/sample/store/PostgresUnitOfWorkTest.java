package org.liftlock.sample.store;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresUnitOfWorkTest extends UnitOfWorkContract {

    PostgresUnitOfWorkTest() {
        super(new PostgresTestDatabase());
    }
}
