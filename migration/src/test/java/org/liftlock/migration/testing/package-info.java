/** What the tests of several packages share: PostgreSQL databases, SQLite files and whole runs from one to the other. */
@NullMarked
package org.liftlock.migration.testing;

import org.jspecify.annotations.NullMarked;
