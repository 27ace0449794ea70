package org.liftlock.dao;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes ids in the application, so that a row has its id before it is stored and has the same on every backend: numbers
 * that a database gives depend on what was deleted, rolled back or copied. Implementations are thread-safe.
 */
@FunctionalInterface
public interface IdSource {

    /**
     * Makes an id.
     *
     * @return an id that this source has not given before
     */
    UUID next();

    /**
     * Ids of version 7: they sort by the time at which they were made, so that new rows lie side by side in an index, and
     * those of one source are strictly ascending. They sort alike as text, as bytes and as PostgreSQL's uuid.
     *
     * @param clock tells the time, of which the milliseconds are kept
     * @param random gives the bits that make ids of several processes different; used by one thread at a time
     * @return a source
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, section 5.7</a>
     */
    static IdSource timeOrdered(Clock clock, RandomGenerator random) {
        return new TimeOrderedIds(clock, random);
    }
}
