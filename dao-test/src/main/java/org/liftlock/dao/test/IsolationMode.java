package org.liftlock.dao.test;

/**
 * How a test is kept from seeing what another one wrote, on a server. Where a database is a file, each test has a copy of
 * its own in every mode.
 */
public enum IsolationMode {
    /**
     * All rows are deleted after a test that wrote, and those of the migrations put back, sequences too. Tests may commit,
     * use several threads and connections. A database whose schema a test changed is thrown away.
     */
    DELETION,
    /**
     * The test and its {@code @BeforeEach} methods run in one unit of work that is rolled back. The fastest, and the one
     * that shows least: nothing is committed, a failed statement ends the unit unless it was an attempt, and what needs a
     * second connection is refused.
     */
    ROLLBACK,
    /** The test has a new database, a copy made by the server. For tests that change the schema or settings. */
    CLONE
}
