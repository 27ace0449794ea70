/**
 * Brings tables, rows and keys into a target: what can go on side by side does, each step in a transaction with its
 * checkpoint, so that a run which was ended anywhere goes on where it was.
 */
@NullMarked
package org.liftlock.migration.load;

import org.jspecify.annotations.NullMarked;
