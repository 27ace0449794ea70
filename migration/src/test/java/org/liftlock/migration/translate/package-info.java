/** Runs the same SQL on SQLite and, translated, on PostgreSQL. */
@NullMarked
package org.liftlock.migration.translate;

import org.jspecify.annotations.NullMarked;
