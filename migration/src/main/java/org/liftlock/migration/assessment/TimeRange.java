package org.liftlock.migration.assessment;

import java.time.Duration;

/**
 * A time, as far as it is known.
 *
 * @param low at least
 * @param high at most
 */
public record TimeRange(Duration low, Duration high) {}
