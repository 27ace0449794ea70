package org.liftlock.sample.store;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteRepositoryHelperTest extends RepositoryHelperContract {

    SqliteRepositoryHelperTest() {
        super(new SqliteTestDatabase());
    }
}
