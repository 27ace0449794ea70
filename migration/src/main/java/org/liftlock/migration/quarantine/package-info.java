/**
 * Rows that break foreign keys and are not to be loaded as they are: which are set aside and in which a key becomes NULL,
 * as the plan says, and where those that are set aside are kept.
 */
@NullMarked
package org.liftlock.migration.quarantine;

import org.jspecify.annotations.NullMarked;
