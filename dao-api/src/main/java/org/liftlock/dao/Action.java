package org.liftlock.dao;

/**
 * Work of a unit without a result.
 *
 * @param <X> the checked exception that it may throw; inferred as an unchecked one where there is none
 */
@FunctionalInterface
public interface Action<X extends Exception> {

    /**
     * Does the work. It is called once for each attempt of its unit, on the thread that asked for the unit.
     *
     * @throws X if the work fails, which rolls the unit back
     */
    void run() throws X;
}
