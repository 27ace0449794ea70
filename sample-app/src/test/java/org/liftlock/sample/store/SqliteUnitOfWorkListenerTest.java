package org.liftlock.sample.store;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteUnitOfWorkListenerTest extends UnitOfWorkListenerContract {

    SqliteUnitOfWorkListenerTest() {
        super(new SqliteTestDatabase());
    }
}
