package org.liftlock.migration.verify;

/**
 * What comparing one table gave.
 *
 * @param table its name in SQLite
 * @param sourceRows rows in SQLite
 * @param targetRows rows in PostgreSQL
 * @param differingRows rows of either side without an equal one on the other, a pair with the same key counted once; at
 *     least so many if there are very many
 */
public record TableVerification(String table, long sourceRows, long targetRows, long differingRows) {}
