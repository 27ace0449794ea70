package org.liftlock.migration.assessment;

/**
 * Bytes, as far as they are known.
 *
 * @param low at least
 * @param high at most
 */
public record SizeRange(long low, long high) {}
