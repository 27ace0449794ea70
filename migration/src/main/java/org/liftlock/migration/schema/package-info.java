/**
 * From a plan to the statements that build it, in order, and to the Flyway folders that hold them.
 */
@NullMarked
package org.liftlock.migration.schema;

import org.jspecify.annotations.NullMarked;
