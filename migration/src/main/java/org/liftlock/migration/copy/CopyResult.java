package org.liftlock.migration.copy;

import java.time.Duration;

/**
 * What copying one table gave.
 *
 * @param rowsRead rows read from SQLite
 * @param rowsLoaded rows that PostgreSQL says it took
 * @param bytes bytes of all values as read
 * @param time how long it took
 */
public record CopyResult(long rowsRead, long rowsLoaded, long bytes, Duration time) {}
