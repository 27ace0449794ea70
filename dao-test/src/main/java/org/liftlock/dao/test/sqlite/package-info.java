/** Databases for tests on SQLite: a file for each test, copied from one that was migrated. */
@NullMarked
package org.liftlock.dao.test.sqlite;

import org.jspecify.annotations.NullMarked;
