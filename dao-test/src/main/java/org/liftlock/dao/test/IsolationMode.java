package org.liftlock.dao.test;

/** How a test is kept from seeing what another one wrote. */
public enum IsolationMode {
    /**
     * All rows are deleted after a test that wrote, and those of the migrations put back, sequences too. Tests may commit,
     * use several threads and connections. A database whose schema a test changed is thrown away. Where a database is a
     * file, the migrated file is copied over it instead, which undoes everything.
     */
    DELETION,
    /**
     * The test and its {@code @BeforeEach} methods run in one unit of work that is rolled back. The fastest, and the one
     * that shows least: nothing is committed, a failed statement ends the unit unless it was an attempt, and what needs a
     * second connection is refused. Numbers that the database gives go on.
     */
    ROLLBACK,
    /**
     * The test has a new database, copied by the server or as a file, and new pools on it. For tests that change the schema
     * of a server's database, or the settings of connections.
     */
    CLONE
}
