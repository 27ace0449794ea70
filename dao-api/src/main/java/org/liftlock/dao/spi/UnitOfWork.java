package org.liftlock.dao.spi;

import java.sql.Connection;

/** The unit of work that a listener is told about. Belongs to the thread that runs the unit. */
public interface UnitOfWork {

    /**
     * Whether the unit may write.
     *
     * @return the mode in which it was opened
     */
    UnitMode mode();

    /**
     * The connection on which the unit runs, inside its transaction until it is committed or rolled back. The listener
     * neither commits, rolls back nor closes it.
     *
     * @return the connection
     */
    Connection connection();

    /**
     * How many streams the work has left neither read to their end nor closed. They are closed with the unit and do no
     * harm; a test may hold that against the work all the same. Known when all work is done, so in {@link
     * UnitOfWorkListener#beforeCommit} and later.
     *
     * @return the number; 0 unless overridden
     */
    default int abandonedStreams() {
        return 0;
    }
}
