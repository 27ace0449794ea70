package org.liftlock.sample.store;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresRepositoryHelperTest extends RepositoryHelperContract {

    PostgresRepositoryHelperTest() {
        super(new PostgresTestDatabase());
    }
}
