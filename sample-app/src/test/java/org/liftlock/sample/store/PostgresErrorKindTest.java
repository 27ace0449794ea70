package org.liftlock.sample.store;

import org.liftlock.sample.PostgresTestDatabase;

class PostgresErrorKindTest extends ErrorKindContract {

    PostgresErrorKindTest() {
        super(new PostgresTestDatabase());
    }
}
