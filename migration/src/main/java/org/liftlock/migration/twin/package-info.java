/**
 * Whether two schemas that were made by two folders of migrations still agree: what the plan makes of the SQLite one is
 * built in PostgreSQL, and two catalogues of one server are compared, since that server spells all expressions alike.
 */
@NullMarked
package org.liftlock.migration.twin;

import org.jspecify.annotations.NullMarked;
