/**
 * The data layer on SQLite: one file in WAL mode, one connection that writes and several that read, each checked to be
 * set up as it has to be. Opened through {@link org.liftlock.dao.sqlite.SqliteDatabase}.
 */
@NullMarked
package org.liftlock.dao.sqlite;

import org.jspecify.annotations.NullMarked;
