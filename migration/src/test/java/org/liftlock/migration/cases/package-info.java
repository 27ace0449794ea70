/** Twenty-five ways in which moving a SQLite database is known to go wrong, each carried over with the default decisions. */
@NullMarked
package org.liftlock.migration.cases;

import org.jspecify.annotations.NullMarked;
