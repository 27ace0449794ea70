package org.liftlock.sample.store;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteUnitOfWorkTest extends UnitOfWorkContract {

    SqliteUnitOfWorkTest() {
        super(new SqliteTestDatabase());
    }
}
