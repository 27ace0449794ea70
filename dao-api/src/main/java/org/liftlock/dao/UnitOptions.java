package org.liftlock.dao;

import java.util.Objects;

/**
 * How a unit of work is run. Immutable.
 *
 * <p>Options belong to the outermost unit: a unit that joins another one keeps the isolation and the attempts of that one,
 * and may not ask for a stronger isolation.
 *
 * @param isolation at least this isolation
 * @param attempts how often the whole unit may be run before a {@link ErrorKind#CONFLICT} reaches the caller, from 1
 */
public record UnitOptions(Isolation isolation, int attempts) {

    private static final UnitOptions DEFAULTS = new UnitOptions(Isolation.REPEATABLE_READ, 1);

    /**
     * Checks the options.
     *
     * @param isolation at least this isolation
     * @param attempts how often the whole unit may be run, from 1
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if there is to be no attempt
     */
    public UnitOptions {
        Objects.requireNonNull(isolation, "isolation is null");
        if (attempts < 1) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A unit of work needs at least one attempt")
                    .with("attempts", attempts);
        }
    }

    /**
     * What holds where nothing is said: {@link Isolation#REPEATABLE_READ}, one attempt.
     *
     * @return the defaults
     */
    public static UnitOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another isolation.
     *
     * @param newIsolation at least this isolation
     * @return new options
     */
    public UnitOptions isolation(Isolation newIsolation) {
        return new UnitOptions(newIsolation, attempts);
    }

    /**
     * Declares the unit repeatable: its work may be run again from the start when it failed with {@link
     * ErrorKind#CONFLICT}, so it has no effect outside the database that may not happen twice. The pause between two
     * attempts grows and is jittered.
     *
     * @param maxAttempts how often the unit may be run in all, from 1
     * @return new options
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if there is to be no attempt
     */
    public UnitOptions repeatable(int maxAttempts) {
        return new UnitOptions(isolation, maxAttempts);
    }
}
