/** Databases for tests on SQLite: files that are copied from one that was migrated. */
@NullMarked
package org.liftlock.dao.test.sqlite;

import org.jspecify.annotations.NullMarked;
