package org.liftlock.sample.history;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteHistoryTest extends HistoryContract {

    SqliteHistoryTest() {
        super(new SqliteTestDatabase());
    }
}
