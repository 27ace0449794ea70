package org.liftlock.dao.test.spi;

import org.liftlock.dao.test.IsolationMode;

/** A migrated database without the rows of a test, of which tests are given copies. Thread-safe. */
public interface TestTemplate extends AutoCloseable {

    /**
     * Takes a database that nobody else uses.
     *
     * @param mode how the tests are to be kept apart
     * @return a database as the migration left it
     * @throws RuntimeException if none can be made
     */
    TestDatabase take(IsolationMode mode);

    /** Removes the template and the databases that were made of it. */
    @Override
    void close();
}
