package org.liftlock.integration.architecture.store;

import java.sql.SQLException;

/** A repository without a contract, and with an exception that is none of its callers' business. */
public interface Attic {

    /** How many boxes stand there. */
    long boxes() throws SQLException;
}
