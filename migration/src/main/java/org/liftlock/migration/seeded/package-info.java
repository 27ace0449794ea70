/**
 * Tables of the target that hold rows before a run: which of the source's keys are among them, which tables would be emptied
 * with them, and how rows are loaded beside or over those that are there.
 */
@NullMarked
package org.liftlock.migration.seeded;

import org.jspecify.annotations.NullMarked;
