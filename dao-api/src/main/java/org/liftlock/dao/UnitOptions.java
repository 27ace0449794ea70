package org.liftlock.dao;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a unit of work is run. Immutable.
 *
 * <p>Options belong to the outermost unit: a unit that joins another one keeps the isolation and the attempts of that one,
 * and may not ask for a stronger isolation; where nothing is asked, as by the methods of repositories, any will do.
 *
 * @param isolation at least this isolation
 * @param attempts how often the whole unit may be run before a {@link ErrorKind#CONFLICT} reaches the caller, from 1
 * @param timeout how long all attempts together may take, the wait for a connection included; empty for as long as the
 *     time-outs of single statements allow
 */
public record UnitOptions(Isolation isolation, int attempts, Optional<Duration> timeout) {

    private static final UnitOptions DEFAULTS = new UnitOptions(Isolation.REPEATABLE_READ, 1, Optional.empty());

    /**
     * Checks the options.
     *
     * @param isolation at least this isolation
     * @param attempts how often the whole unit may be run, from 1
     * @param timeout how long all attempts together may take; empty for no limit of their own
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if there is to be no attempt or no time
     */
    public UnitOptions {
        Objects.requireNonNull(isolation, "isolation is null");
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A unit of work needs some time")
                    .with("timeout", timeout.get());
        }
        if (attempts < 1) {
            throw new DaoException(ErrorKind.PROGRAMMING, "A unit of work needs at least one attempt")
                    .with("attempts", attempts);
        }
    }

    /**
     * What holds where nothing is said: {@link Isolation#REPEATABLE_READ}, one attempt, no time-out of the unit.
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
        return new UnitOptions(newIsolation, attempts, timeout);
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
        return new UnitOptions(isolation, maxAttempts, timeout);
    }

    /**
     * Gives the unit a deadline: when it passes, the statement that runs is stopped on the database, the unit is rolled
     * back, and its caller gets {@link ErrorKind#TIMEOUT}. A unit that joins another one keeps the deadline of that one.
     *
     * @param newTimeout how long all attempts together may take, more than nothing
     * @return new options
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if it is nothing or less
     */
    public UnitOptions timeout(Duration newTimeout) {
        return new UnitOptions(isolation, attempts, Optional.of(newTimeout));
    }
}
