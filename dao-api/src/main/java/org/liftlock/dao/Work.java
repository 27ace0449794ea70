package org.liftlock.dao;

import org.jspecify.annotations.Nullable;

/**
 * Work of a unit that gives a result.
 *
 * @param <T> what it gives
 * @param <X> the checked exception that it may throw; inferred as an unchecked one where there is none
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object, X extends Exception> {

    /**
     * Does the work. It is called once for each attempt of its unit, on the thread that asked for the unit.
     *
     * @return the result
     * @throws X if the work fails, which rolls the unit back
     */
    T run() throws X;
}
