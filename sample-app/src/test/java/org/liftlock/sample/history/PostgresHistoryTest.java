package org.liftlock.sample.history;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresHistoryTest extends HistoryContract {

    PostgresHistoryTest() {
        super(new PostgresTestDatabase());
    }
}
