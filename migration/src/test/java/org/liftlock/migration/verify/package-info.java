/** Tests of the comparison, each on a real SQLite file and a real PostgreSQL schema built by hand. */
@NullMarked
package org.liftlock.migration.verify;

import org.jspecify.annotations.NullMarked;
