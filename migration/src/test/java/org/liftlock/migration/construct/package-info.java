/**
 * Whether any construct of a SQLite file is lost on the way: it is counted anew from {@code sqlite_schema} and the pragmas,
 * looked for in PostgreSQL's catalogue, and must be there or be named by a finding. Nothing here shares code with the
 * reader and the planner.
 */
@NullMarked
package org.liftlock.migration.construct;

import org.jspecify.annotations.NullMarked;
