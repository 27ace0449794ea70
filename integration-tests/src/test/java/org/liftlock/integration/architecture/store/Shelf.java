package org.liftlock.integration.architecture.store;

/** A repository with a contract. */
public interface Shelf {

    /** How many books stand there. */
    long books();
}
