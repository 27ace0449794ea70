package org.liftlock.dao;

/**
 * What one backend can do and another cannot. A repository that needs a capability asks for it with {@link
 * Database#require(Capability)}: where it is missing, the caller gets {@link ErrorKind#UNSUPPORTED} with the name of the
 * capability, and never another result.
 */
public enum Capability {
    /** Several units write at the same time, as long as they change different rows. */
    CONCURRENT_WRITERS,
    /** A query locks the rows that it reads and passes over those that others hold, as a queue of work wants it. */
    SKIP_LOCKED,
    /** Text is matched against regular expressions in SQL. */
    REGULAR_EXPRESSIONS,
    /** Standard deviations and percentiles are computed in SQL. */
    STATISTICS,
    /** Sums, means and quotients of decimals are exact in SQL. */
    EXACT_DECIMALS,
    /** Text is sorted as a reader of a language expects, by a collation that the query names. */
    LANGUAGE_COLLATION
}
