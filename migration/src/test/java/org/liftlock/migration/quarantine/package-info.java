/** What becomes of rows that break foreign keys, under each policy. */
@NullMarked
package org.liftlock.migration.quarantine;

import org.jspecify.annotations.NullMarked;
