/**
 * Moves one SQLite database into PostgreSQL: a package for each step, each handing an immutable value to the next. This
 * package holds what all steps share.
 */
@NullMarked
package org.liftlock.migration;

import org.jspecify.annotations.NullMarked;
