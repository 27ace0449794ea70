package org.liftlock.integration.architecture.store;

/** A repository whose contract inherits its annotation. */
public interface Cellar {

    /** How many bottles lie there. */
    long bottles();
}
