package org.liftlock.sample.listener;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteListenerRepositoryTest extends ListenerRepositoryContract {

    SqliteListenerRepositoryTest() {
        super(new SqliteTestDatabase());
    }
}
