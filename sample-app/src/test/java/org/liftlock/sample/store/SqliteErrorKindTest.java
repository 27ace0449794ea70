package org.liftlock.sample.store;

import org.liftlock.sample.SqliteTestDatabase;

class SqliteErrorKindTest extends ErrorKindContract {

    SqliteErrorKindTest() {
        super(new SqliteTestDatabase());
    }
}
