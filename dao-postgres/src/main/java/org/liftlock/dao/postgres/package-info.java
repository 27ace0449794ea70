/**
 * The data layer on PostgreSQL: a small pool of connections in UTC with time-outs on everything that could wait for ever.
 * Opened through {@link org.liftlock.dao.postgres.PostgresDatabase}.
 */
@NullMarked
package org.liftlock.dao.postgres;

import org.jspecify.annotations.NullMarked;
